"""The way out of letters: without signing in, one click, and never by looking."""

import re
import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.accounts.queries import holds
from capitune.accounts.services import give_consent
from capitune.accounts.states import Language, Purpose, Standing
from capitune.audit.models import AuditEvent
from capitune.core import letters as house
from capitune.core.db import db
from capitune.core.letters import letter, letters
from capitune.core.mail import Message, StoredMail
from capitune.core.post import Mail, MailState, post
from capitune.core.work import unit_of_work
from capitune.notifications.queries import preferences_of
from capitune.notifications.services import tell
from capitune.notifications.states import Mailing
from capitune.notifications.states import NotificationKind as Kind
from capitune.notifications.ways_out import WayOut, read_token, token_of
from tests.factories.people import acting, make_person, make_professional
from tests.support.kinds import ACCOUNT_LETTERS, CANDIDATE_LETTERS, by_mail
from tests.support.mailbox import received

KIND = Kind.DOCUMENT_UNREADABLE
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def written_to(user: User, key: str = "k") -> list[StoredMail]:
    with unit_of_work():
        tell(user.id, KIND, key=key, facts={}, url="/")
    return received(user.email)


def way_out(mail: StoredMail) -> str:
    """The path in the header, as a mail program reads it."""
    found = re.fullmatch(r"<http://localhost(/unsubscribe/\S+)>", mail.headers["List-Unsubscribe"])
    assert found
    return found.group(1)


def mailing(user: User, kind: Kind = KIND) -> Mailing:
    return preferences_of(user.id).choices[kind].mail


def program(app: Flask) -> FlaskClient:
    """A mail program: no cookie, no session."""
    return app.test_client(use_cookies=False)


def test_one_click_stops_this_kind_and_no_other(app: Flask) -> None:
    user = make_person()
    (mail,) = written_to(user)
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    answer = program(app).post(way_out(mail), data=ONE_CLICK)
    assert answer.status_code == 200  # a mail program follows no redirect
    assert (mailing(user), mailing(user, Kind.DOCUMENT_REJECTED)) == (Mailing.OFF, Mailing.NOW)
    assert written_to(user, "later") == [mail]
    assert program(app).post(way_out(mail), data=ONE_CLICK).status_code == 200


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_looking_changes_nothing(app: Flask, method: str) -> None:
    user = make_person()
    (mail,) = written_to(user)
    assert program(app).open(way_out(mail), method=method).status_code == 200
    assert mailing(user) is Mailing.NOW
    assert program(app).open(way_out(mail), method="PUT").status_code == 405


@pytest.mark.parametrize(
    ("language", "title"),
    [(Language.FR, "Ne plus recevoir"), (Language.EN, "Stop these e-mails?")],
)
def test_the_page_asks_in_the_reader_s_language(app: Flask, language: Language, title: str) -> None:
    user = make_person(language=language)
    (mail,) = written_to(user)
    html = program(app).get(way_out(mail)).get_data(as_text=True)
    assert title in html
    assert html.count('<form method="post">') == 2
    assert user.email not in html
    assert way_out(mail) in mail.text
    assert way_out(mail) in mail.html


def test_the_page_s_second_button_stops_all_and_the_consent(app: Flask) -> None:
    user = make_person()
    with unit_of_work():
        give_consent(acting(user), user, Purpose.COMMUNICATIONS)
    (mail,) = written_to(user)
    html = program(app).post(way_out(mail), data={"scope": "all"}).get_data(as_text=True)
    assert "Vous ne recevez plus de courriels" in html
    assert by_mail(preferences_of(user.id)) == CANDIDATE_LETTERS
    assert not holds(user.id, Purpose.COMMUNICATIONS)
    event = db.session.scalars(
        select(AuditEvent).where(AuditEvent.act == "notification.letters_stopped")
    ).one()
    assert (event.data, event.actor_id) == ({"scope": "all"}, None)


def test_all_stops_what_nobody_chose_and_keeps_what_nobody_can_switch_off(app: Flask) -> None:
    anne = make_professional("immigration")
    token = token_of(WayOut(anne.id, "all"))
    assert program(app).post(f"/unsubscribe/{token}").status_code == 200
    assert by_mail(preferences_of(anne.id)) == ACCOUNT_LETTERS | {
        Kind.CREDENTIAL_APPROVED,
        Kind.CREDENTIAL_REFUSED,
        Kind.LICENCE_LOST,
        Kind.PROOF_ASKED,
    }


def test_the_digest_s_stops_what_waits_for_a_digest(app: Flask) -> None:
    user = make_person()
    assert mailing(user, Kind.DOCUMENT_VALIDATED) is Mailing.DIGEST
    program(app).post(f"/unsubscribe/{token_of(WayOut(user.id, 'digest'))}")
    assert mailing(user, Kind.DOCUMENT_VALIDATED) is Mailing.OFF
    assert mailing(user) is Mailing.NOW


@pytest.mark.parametrize("scope", ["licence_lost", "of_tomorrow"])
def test_what_cannot_be_stopped_or_is_known_no_more_changes_nothing(app: Flask, scope: str) -> None:
    anne = make_professional("immigration")
    before = preferences_of(anne.id)
    answer = program(app).post(f"/unsubscribe/{token_of(WayOut(anne.id, scope))}")
    assert answer.status_code == 200
    assert preferences_of(anne.id) == before


@pytest.mark.parametrize("standing", [Standing.LEAVING, Standing.ERASED, Standing.SUSPENDED, None])
def test_whoever_is_gone_gets_the_same_answer(app: Flask, standing: Standing | None) -> None:
    user_id = make_person(standing=standing).id if standing else uuid.uuid4()
    for method in ("GET", "POST"):
        path = f"/unsubscribe/{token_of(WayOut(user_id, KIND.value))}"
        assert program(app).open(path, method=method).status_code == 200


def test_a_token_that_nobody_signed_is_nothing(app: Flask) -> None:
    way = WayOut(make_person().id, KIND.value)
    good = token_of(way)
    assert read_token(good) == way
    changed = good[:-4] + ("AAAA" if good[-4:] != "AAAA" else "BBBB")
    other = token_of(WayOut(make_person().id, KIND.value))
    wrong = [
        "",
        "x",
        "é",
        changed,
        good[:-8],
        good[:44] + other[44:],
        "A" * 5000,
        "A" * 80,
        good + "A",
    ]
    for token in wrong:
        assert read_token(token) is None, token
        if token:
            assert program(app).post(f"/unsubscribe/{token}").status_code == 404


def test_security_is_not_promised_to_stop(app: Flask) -> None:
    user = make_person()
    with unit_of_work():
        post("password_changed", user.id, about="1")
    (mail,) = received(user.email)
    assert "List-Unsubscribe" not in mail.headers
    assert "/unsubscribe/" not in mail.text


@pytest.mark.parametrize("agrees", [True, False])
def test_advertising_goes_to_who_asked_for_it(app: Flask, agrees: bool) -> None:
    user = make_person()
    letter("of_fair", commercial=True)(
        lambda _: Message(user.email, "S", "T", "<p>T</p>", "of_fair")
    )
    try:
        assert letters()["of_fair"].bulk
        if agrees:
            with unit_of_work():
                give_consent(acting(user), user, Purpose.COMMUNICATIONS)
        with unit_of_work():
            post("of_fair", user.id, about="1", scope="communications")
        mails = received(user.email)
        assert len(mails) == int(agrees)
        state = db.session.scalars(select(Mail.state)).one()
        assert state is (MailState.SENT if agrees else MailState.DROPPED)
        if agrees:
            program(app).post(way_out(mails[0]), data=ONE_CLICK)
            assert not holds(user.id, Purpose.COMMUNICATIONS)
    finally:
        house._letters.pop("of_fair")


def test_advertising_says_where_we_get_letters(app: Flask) -> None:
    """The law on unsolicited mail (CASL) asks for it; of other letters nothing does."""
    user = make_person()
    (plain,) = written_to(user)
    house.letter("notice", commercial=True)((usual := letters()["notice"]).compose)
    try:
        with unit_of_work():
            give_consent(acting(user), user, Purpose.COMMUNICATIONS)
        advert = written_to(user, "advert")[0]
    finally:
        house._letters["notice"] = usual
    for mail, said in ((plain, False), (advert, True)):
        for body in (mail.text, mail.html):
            assert (app.config["POSTAL_ADDRESS"] in body) is said
