"""Digests: one letter at 8 where its reader is, for all that waits, never empty, never twice."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from capitune.accounts.models import User
from capitune.accounts.states import Language, Standing
from capitune.core import clock as house
from capitune.core.db import db
from capitune.core.letters import letter_named
from capitune.core.mail import StoredMail
from capitune.core.post import Mail, MailState
from capitune.core.work import unit_of_work
from capitune.notifications.models import Digest, Notification
from capitune.notifications.periodic import ask_digests
from capitune.notifications.queries import notification_by_id, notification_rows
from capitune.notifications.queries.digests import digests_due
from capitune.notifications.services import Wanted, ask_digest, choose, mark_read, stop, tell
from capitune.notifications.states import DigestRhythm
from capitune.notifications.states import NotificationKind as Kind
from tests.factories.people import acting, make_person, make_professional
from tests.functional.notifications.conftest import Go
from tests.support.mailbox import received

pytestmark = pytest.mark.usefixtures("app")

KIND = Kind.DOCUMENT_VALIDATED


def waits(
    user: User, key: str = "k", kind: Kind = KIND, by: User | None = None, **facts: object
) -> None:
    """Something that the digest is to tell."""
    facts = {"number": "CAP-1", "document": {"fr": key, "en": key}} | facts
    facts |= {"by": str(by.id)} if by else {}
    with unit_of_work():
        tell(user.id, kind, key=key, facts=facts, url=f"/dossiers#{key}")


def digests_to(user: User) -> list[StoredMail]:
    return received(user.email, "digest")


def weekly(user: User) -> None:
    with unit_of_work():
        choose(acting(user), user, {}, DigestRhythm.WEEKLY)


@pytest.mark.parametrize(
    ("zone", "early", "due"),
    [
        ("America/Toronto", "2027-01-14T12:59:59", "2027-01-14T13:00:00"),
        (None, "2027-01-14T12:59:59", "2027-01-14T13:00:00"),
        ("Africa/Dakar", "2027-01-14T07:59:59", "2027-01-14T08:00:00"),
        ("Asia/Tokyo", "2027-01-14T22:59:59", "2027-01-14T23:00:00"),
        # The nights of the hour change: 14 March and 7 November 2027 in Toronto.
        ("America/Toronto", "2027-03-14T11:59:59", "2027-03-14T12:00:00"),
        ("America/Toronto", "2027-11-07T12:59:59", "2027-11-07T13:00:00"),
    ],
)
def test_it_comes_at_8_where_its_reader_is(go: Go, zone: str | None, early: str, due: str) -> None:
    user = make_person(timezone=zone)
    go(early)
    waits(user)
    assert (ask_digests(), digests_to(user)) == (0, [])
    go(due)
    assert ask_digests() == 1
    assert len(digests_to(user)) == 1


@pytest.mark.parametrize(
    ("month", "first", "told"), [("03", 13, [13, 23, 24]), ("11", 6, [12, 25, 24])]
)
def test_over_the_nights_of_the_hour_change_one_comes_each_day(
    go: Go, month: str, first: int, told: list[int]
) -> None:
    """An hour less, an hour more; each piece of news is told once."""
    user = make_person(timezone="America/Toronto")
    for number in range(72):
        go(f"2027-{month}-{first + number // 24:02}T{number % 24:02}:30:00")
        waits(user, str(number))
        ask_digests()
    counted = select(Digest.period, func.count()).join(Notification).group_by(Digest.period)
    days = [date(2027, int(month), first + n) for n in range(3)]
    found = db.session.execute(counted.order_by(Digest.period))
    assert [tuple(row) for row in found] == list(zip(days, told, strict=True))


def test_who_wants_it_weekly_gets_it_on_monday(go: Go) -> None:
    user = make_person(timezone="America/Toronto")
    weekly(user)
    go("2027-01-12T15:00:00")  # a Tuesday
    waits(user)
    for day in range(13, 18):
        go(f"2027-01-{day}T20:00:00")
        assert ask_digests() == 0
    go("2027-01-18T12:59:59")
    assert ask_digests() == 0
    go("2027-01-18T13:00:00")
    assert (ask_digests(), len(digests_to(user))) == (1, 1)


def test_nothing_waits_nothing_comes(go: Go) -> None:
    user, reader, off = make_person(), make_person(), make_person()
    go("2027-01-14T10:00:00")
    waits(reader)
    read_all(reader)
    waits(off, kind=Kind.DOCUMENT_UNREADABLE)  # its letter goes at once
    go("2027-01-14T14:00:00")
    assert ask_digests() == 0
    assert db.session.scalars(select(Digest)).all() == []
    assert [digests_to(u) for u in (user, reader, off)] == [[], [], []]


def read_all(user: User) -> None:
    for row in notification_rows(acting(user), 20).items:
        notification = notification_by_id(row.id)
        assert notification is not None
        with unit_of_work():
            mark_read(acting(user), notification)


def test_what_came_after_8_waits_for_tomorrow(go: Go) -> None:
    user = make_person()
    go("2027-01-14T12:00:00")
    waits(user, "early")
    assert digests_due(house.now(), 10) == []
    go("2027-01-14T13:00:01")
    waits(user, "late")
    assert [ask_digests(), ask_digests()] == [1, 0]
    assert digests_due(house.now() + timedelta(hours=1), 10) == []
    (mail,) = digests_to(user)
    assert ("early" in mail.text, "late" in mail.text) == (True, False)
    go("2027-01-15T13:00:00")
    assert ask_digests() == 1
    newest, _ = digests_to(user)
    assert ("early" in newest.text, "late" in newest.text) == (False, True)


def test_read_meanwhile_is_left_out_and_all_read_is_no_letter(go: Go) -> None:
    some, everything = make_person(), make_person()
    go("2027-01-14T10:00:00")
    for user in (some, everything):
        waits(user, "first", dossier_id="d1")
    read_later = notification_rows(acting(some), 20).items[0].id
    waits(some, "second", dossier_id="d2")
    go("2027-01-14T13:00:00")
    assert ask_digests() == 2
    read_all(everything)
    with unit_of_work():
        mark_read(acting(some), notification_by_id(read_later))  # type: ignore[arg-type]
    (mail,) = digests_to(some)
    assert ("first" in mail.text, "second" in mail.text) == (False, True)
    assert digests_to(everything) == []
    states = {
        row.user_id: row.state for row in db.session.execute(select(Mail.user_id, Mail.state))
    }
    assert states == {some.id: MailState.SENT, everything.id: MailState.DROPPED}


@pytest.mark.parametrize("scope", ["digest", "all", KIND.value])
def test_stopped_meanwhile_it_does_not_come(go: Go, scope: str) -> None:
    user = make_person()
    go("2027-01-14T10:00:00")
    waits(user)
    go("2027-01-14T13:00:00")
    assert ask_digests() == 1
    with unit_of_work():
        stop(acting(user), user, scope)
    assert digests_to(user) == []


def test_its_way_out_stops_the_digest_and_leaves_what_comes_at_once(app: Flask, go: Go) -> None:
    user = make_person()
    go("2027-01-14T10:00:00")
    waits(user)
    go("2027-01-14T13:00:00")
    ask_digests()
    (mail,) = digests_to(user)
    path = mail.headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost")
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    client = app.test_client(use_cookies=False)
    assert client.post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    waits(user, "later")
    waits(user, "urgent", Kind.DOCUMENT_UNREADABLE)
    go("2027-01-15T13:00:00")
    assert ask_digests() == 0
    assert [len(received(user.email, kind)) for kind in ("notice", "digest")] == [1, 1]


def test_whose_account_cannot_be_used_is_sent_nothing(go: Go) -> None:
    user = make_person()
    go("2027-01-14T10:00:00")
    waits(user)
    with unit_of_work():
        db.session.get_one(User, user.id).standing = Standing.SUSPENDED
    go("2027-01-14T13:00:00")
    assert ask_digests() == 0


def test_a_second_one_of_the_same_day_is_refused_by_the_database(go: Go) -> None:
    user = make_person()
    go("2027-01-14T10:00:00")
    waits(user)
    go("2027-01-14T13:00:00")
    ((_, due),) = digests_due(house.now(), 10)
    with unit_of_work():
        assert ask_digest(user.id, due)
    with unit_of_work():
        assert not ask_digest(user.id, due)
    with pytest.raises(IntegrityError):
        with unit_of_work():
            db.session.add(Digest(user_id=user.id, period=due.period))


def test_the_same_day_again_further_west_brings_no_second_one(go: Go) -> None:
    user = make_person(timezone="Asia/Tokyo")
    go("2027-01-13T22:00:00")
    waits(user, "there")
    go("2027-01-13T23:00:00")  # the 14th in Tokyo
    assert ask_digests() == 1
    with unit_of_work():
        db.session.get_one(User, user.id).timezone = "America/Toronto"
    waits(user, "here")
    go("2027-01-14T13:00:00")  # the 14th in Toronto
    assert (digests_due(house.now(), 10), ask_digests()) == ([], 0)
    go("2027-01-15T13:00:00")
    assert ask_digests() == 1


def test_it_is_the_reader_s_language_one_line_for_a_group(go: Go) -> None:
    anne = make_professional("immigration", first_name="Anne")
    jean = make_person(first_name="Jean", last_name="A")
    awa = make_person(first_name="Awa", last_name="B")
    go("2027-01-14T10:00:00")
    for key, by in (("1", jean), ("2", awa), ("3", jean)):
        waits(anne, key, Kind.DOCUMENT_RECEIVED, by, dossier_id="d1")
    waits(anne, "4", Kind.DOCUMENT_RECEIVED, awa, dossier_id="d2")
    go("2027-01-14T13:00:00")
    ask_digests()
    (mail,) = digests_to(anne)
    assert mail.facts.subject == "4 nouvelles vous attendent"
    for body in (mail.text, mail.html):
        assert "Bonjour Anne," in body
        assert "3 documents à vérifier, dossier CAP-1" in body
        assert "Envoyés par Jean A et Awa B." in body
        assert "Awa B a envoyé une version, dossier CAP-1." in body
        assert "http://localhost/dossiers#3" in body
        assert "http://localhost/notifications" in body


def test_what_nobody_in_particular_caused_names_nobody(go: Go) -> None:
    anne, jean = make_professional("immigration"), make_person(first_name="Jean", last_name="A")
    with unit_of_work():
        choose(acting(anne), anne, {Kind.DOCUMENT_RECEIVED.value: Wanted(in_app=False)})
    go("2027-01-14T10:00:00")
    for key, by in (("1", jean), ("2", None), ("3", jean)):
        waits(anne, key, Kind.DOCUMENT_RECEIVED, by, dossier_id="d1")
    go("2027-01-14T13:00:00")
    ask_digests()
    (mail,) = digests_to(anne)
    assert "Envoyés par Jean A." in mail.text


def test_it_goes_at_most_once() -> None:
    """Interrupted while it was handed over, it is not handed over again."""
    assert letter_named("digest").bulk


def test_a_hundred_pieces_of_news_are_twenty_lines(go: Go) -> None:
    user = make_person(language=Language.EN)
    go("2027-01-14T10:00:00")
    for number in range(100):
        waits(user, f"piece{number}.", dossier_id=str(number))
    go("2027-01-14T13:00:00")
    ask_digests()
    (mail,) = digests_to(user)
    assert mail.facts.subject == "100 pieces of news await you"
    assert mail.text.count("Validated: piece") == 20
    assert "Validated: piece99." in mail.text
    assert "And 80 more in CAPITUNE." in mail.text
