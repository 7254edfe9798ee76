"""People are told as they want to be; the unread of a group are one line."""

import uuid

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts.identity import current_person
from capitune.accounts.models import User
from capitune.core.db import db
from capitune.core.i18n import speaking
from capitune.core.work import unit_of_work
from capitune.notifications.models import Notification
from capitune.notifications.queries import notification_by_id, notification_rows, unread_count
from capitune.notifications.services import Wanted, choose, mark_all_read, mark_read, tell
from capitune.notifications.states import Mailing, Place
from capitune.notifications.states import NotificationKind as Kind
from capitune.notifications.texts import words_of
from tests.factories.people import acting, make_person, make_professional
from tests.support.mailbox import received
from tests.support.signing import browser_of
from tests.support.statements import statements

pytestmark = pytest.mark.usefixtures("app")

KIND = Kind.DOCUMENT_REJECTED
OFF = Wanted(in_app=False, mail=Mailing.OFF)


def told(
    user: User,
    kind: Kind = Kind.DOCUMENT_UNREADABLE,
    key: str = "k",
    by: User | None = None,
    **facts: str,
) -> None:
    facts = {"number": "CAP-1"} | facts | ({"by": str(by.id)} if by else {})
    with unit_of_work():
        tell(user.id, kind, key=key, facts=facts, url=f"/dossiers#{key}")


def prefer(user: User, kind: Kind, wanted: Wanted) -> None:
    with unit_of_work():
        choose(acting(user), user, {kind.value: wanted})


def lines(user: User) -> list[tuple[str, str]]:
    with speaking("fr"):
        words = [words_of(row) for row in notification_rows(acting(user), 20).items]
    return [(w.title, w.body) for w in words]


@pytest.mark.parametrize(
    ("wanted", "shown", "letters"),
    [
        (Wanted(), 1, 1),
        (Wanted(in_app=False), 0, 1),
        (Wanted(mail=Mailing.DIGEST), 1, 0),
        (Wanted(mail=Mailing.OFF), 1, 0),
        (OFF, 0, 0),
    ],
)
def test_each_channel_is_obeyed(wanted: Wanted, shown: int, letters: int) -> None:
    user = make_person()
    prefer(user, Kind.DOCUMENT_UNREADABLE, wanted)
    told(user)
    assert (len(lines(user)), unread_count(user.id), len(received(user.email))) == (
        shown,
        shown,
        letters,
    )


def test_who_wants_neither_leaves_no_row() -> None:
    user = make_person()
    prefer(user, Kind.DOCUMENT_UNREADABLE, OFF)
    told(user)
    assert db.session.scalars(select(Notification)).all() == []


def test_nobody_is_told_nothing() -> None:
    with unit_of_work():
        tell(uuid.uuid4(), KIND, key="k", facts={}, url="/")
    assert db.session.scalars(select(Notification)).all() == []


def test_a_kind_without_a_letter_of_its_own_says_what_the_bell_says() -> None:
    user = make_person(first_name="Awa")
    told(user, document={"fr": "Passeport"})  # type: ignore[arg-type]
    (mail,) = received(user.email, "notice")
    assert mail.facts.subject == "À renvoyer\u202f: Passeport"
    for body in (mail.text, mail.html):
        assert "Bonjour Awa," in body
        assert "Le fichier ne nous est pas parvenu entier" in body
        assert "http://localhost/dossiers#k" in body


def test_what_was_read_or_switched_off_meanwhile_is_not_written() -> None:
    reader, changed = make_person(), make_person()
    for user in (reader, changed):
        told(user)
    with unit_of_work():
        mark_all_read(acting(reader))
    prefer(changed, Kind.DOCUMENT_UNREADABLE, Wanted(mail=Mailing.OFF))
    assert received(reader.email) == received(changed.email) == []


def test_the_unread_of_a_group_are_one_line() -> None:
    anne = make_professional("immigration")
    jean, awa = (
        make_person(first_name="Jean", last_name="A"),
        make_person(first_name="Awa", last_name="B"),
    )
    told(anne, Kind.DOCUMENT_RECEIVED, "1", jean, dossier_id="d1")
    told(anne, Kind.DOCUMENT_RECEIVED, "2", awa, dossier_id="d2")
    for key in ("3", "4"):
        told(anne, Kind.DOCUMENT_RECEIVED, key, jean, dossier_id="d1")
    assert lines(anne)[0] == ("3 documents à vérifier, dossier CAP-1", "Envoyés par Jean A.")
    assert [len(lines(anne)), unread_count(anne.id)] == [2, 2]


@pytest.mark.parametrize(
    ("people", "names"),
    [
        ("AB", "Bea et Ali"),
        ("ABC", "Cid, Bea et 1 autre"),
        ("ABCDE", "Eva, Dan et 3 autres"),
        ("ABCDEA", "Ali, Eva et 3 autres"),
        ("AA", "Ali"),
    ],
)
def test_a_line_names_two_and_counts_the_others(people: str, names: str) -> None:
    anne = make_professional("immigration")
    known = {
        name[0]: make_person(first_name=name, last_name="")
        for name in ("Ali", "Bea", "Cid", "Dan", "Eva")
    }
    for number, letter in enumerate(people):
        told(anne, Kind.CONTACT_REQUESTED, str(number), known[letter])
    assert lines(anne)[0][0] == f"Nouveaux messages de l’annuaire\u202f: {names}"


def test_reading_the_line_reads_what_stands_behind_it_and_the_next_begins_anew() -> None:
    anne, jean = make_professional("immigration"), make_person()
    for key in ("1", "2"):
        told(anne, Kind.CONTACT_REQUESTED, key, jean)
    (head,) = notification_rows(acting(anne), 20).items
    notification = notification_by_id(head.id)
    assert notification is not None
    with unit_of_work():
        mark_read(acting(anne), notification)
    assert received(anne.email) == []  # both letters were about what has been read
    assert unread_count(anne.id) == 0
    told(anne, Kind.CONTACT_REQUESTED, "3", jean)
    assert lines(anne)[0][0] == "Aminata vous a écrit"
    assert unread_count(anne.id) == 1


def test_told_twice_a_group_counts_once() -> None:
    anne, jean = make_professional("immigration"), make_person()
    for key in ("1", "2", "2", "1"):
        told(anne, Kind.CONTACT_REQUESTED, key, jean)
    (row,) = notification_rows(acting(anne), 20).items
    assert row.group_size == 2


def test_what_is_hidden_from_the_bell_stays_unread_for_the_digest() -> None:
    user = make_person()
    prefer(user, KIND, Wanted(in_app=False, mail=Mailing.DIGEST))
    told(user, KIND)
    with unit_of_work():
        mark_all_read(acting(user))
    kept = db.session.scalars(select(Notification)).one()
    assert (kept.place, kept.mail, kept.read_at) == (Place.HIDDEN, Mailing.DIGEST, None)


def test_the_badge_counts_as_the_list_and_stops_at_a_hundred(app: Flask) -> None:
    user = make_person()
    prefer(user, KIND, Wanted(in_app=False, mail=Mailing.DIGEST))
    told(user, KIND, "hidden")
    with unit_of_work():
        for number in range(120):
            tell(user.id, Kind.DOCUMENT_UNREADABLE, key=str(number), facts={}, url="/")
    assert unread_count(user.id) == 100
    browser = browser_of(app, user)
    html = browser.get("/notifications").get_data(as_text=True)
    assert 'c-n">99+<' in html
    with app.test_request_context(
        headers={"Cookie": f"session={browser.get_cookie('session').value}"}
    ):  # type: ignore[union-attr]
        person = current_person()
    assert person is not None
    assert person.unread == 100


def test_telling_costs_few_statements() -> None:
    anne, jean = make_professional("immigration"), make_person()
    told(anne, Kind.CONTACT_REQUESTED, "0", jean)
    with statements() as sent:
        told(anne, Kind.CONTACT_REQUESTED, "1", jean)
    # The choice, the row, the group (three), the bell's number, the letter (two).
    assert len(sent) <= 9
