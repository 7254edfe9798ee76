"""The effect ``mail``: composed when it leaves, tried again, given up, never twice."""

import json

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.core import outbox
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.letters import UnknownLetter, letter_named, letters, written
from capitune.core.mail import SendGridMailer
from capitune.core.outbox import OutboxRow
from capitune.core.work import unit_of_work
from capitune.notifications.services import tell
from capitune.notifications.states import NotificationKind as Kind
from tests.factories.people import make_person, make_professional
from tests.support.clock import MovedClock
from tests.support.mailbox import received
from tests.support.nasty_server import NastyServer, http
from tests.support.outbox import run_outbox

pytestmark = pytest.mark.usefixtures("app")


def asked() -> User:
    """Somebody to whom a letter is on its way."""
    person = make_person()
    with unit_of_work():
        tell(person.id, Kind.DOCUMENT_UNREADABLE, key="k", facts={}, url="/")
    return person


def row() -> OutboxRow:
    db.session.expire_all()
    return db.session.scalars(select(OutboxRow).where(OutboxRow.kind == "mail")).one()


def send_through(app: Flask, monkeypatch: pytest.MonkeyPatch, server: NastyServer) -> None:
    """One try through a SendGrid that is this server."""
    mailer = SendGridMailer("key", server.url, "CAPITUNE <x@capitune.example>", timeout=2)
    with monkeypatch.context() as patch:
        patch.setitem(app.extensions, "capitune.mail", mailer)
        run_outbox()


def test_it_goes_once_however_often_it_is_delivered() -> None:
    person = asked()
    assert len(received(person.email)) == 1
    assert not outbox.deliver(str(row().id))
    assert len(received(person.email)) == 1


def test_a_service_that_is_away_is_tried_again(
    app: Flask, monkeypatch: pytest.MonkeyPatch, clock: MovedClock
) -> None:
    asked()
    with NastyServer(http(503), http(429, **{"Retry-After": "120"}), http(202)) as server:
        send_through(app, monkeypatch, server)
        assert (row().attempts, row().done_at, row().dead_at) == (1, None, None)
        assert row().due_at > now()
        clock.move(minutes=1)
        send_through(app, monkeypatch, server)
        assert (row().due_at - now()).total_seconds() == 120
        clock.move(minutes=2)
        send_through(app, monkeypatch, server)
    assert row().done_at is not None
    keys = {
        json.loads(request.body)["personalizations"][0]["custom_args"]["key"]
        for request in server.requests
    }
    assert keys == {str(row().id)}


def test_a_mail_refused_for_good_is_kept_for_staff(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked()
    with NastyServer(http(400, b'{"errors": [{"message": "bad"}]}')) as server:
        send_through(app, monkeypatch, server)
    assert row().dead_at is not None
    assert row().last_error == "SendGrid answered 400: bad"


def test_a_letter_nobody_writes_is_kept_for_staff() -> None:
    with unit_of_work():
        outbox.put("mail", {"letter": "of_tomorrow", "to": "x", "about": "y"}, key="k")
    run_outbox()
    assert row().dead_at is not None
    with pytest.raises(UnknownLetter):
        letter_named("of_tomorrow")


@pytest.mark.parametrize("about", ["", "not an id", "0197a3e0-0000-7000-8000-000000000000"])
def test_a_letter_about_nothing_is_not_sent(about: str) -> None:
    person = make_professional("immigration")
    for name in ("document_rejected", "assignment_proposed"):
        payload = {"letter": name, "to": str(person.id), "about": about}
        with unit_of_work():
            outbox.put("mail", payload, key=name)
    assert received(person.email) == []
    rows = db.session.scalars(select(OutboxRow).where(OutboxRow.kind == "mail")).all()
    assert [bool(r.done_at) for r in rows] == [True, True]


def test_letters_about_dossiers_are_registered() -> None:
    known = letters()
    for name in ("document_rejected", "assignment_requested", "assignment_proposed"):
        assert not known[name].security
    assert known["verification_code"].security


@pytest.mark.parametrize(
    "kind",
    ["verification_code", "email_change_asked", "staff_invitation", "credential_contact_code"],
)
def test_nobody_is_told_of_an_account_that_they_may_not_have(app: Flask, kind: str) -> None:
    facts = dict.fromkeys(("first_name", "url", "code", "name", "body", "number"), "x")
    usual = written("password_changed", to="a@example.com", language="en", **facts)
    message = written(kind, to="a@example.com", language="en", **facts)
    for part in (message.text, message.html):
        assert "You receive this message because" in part
        assert "your CAPITUNE account." not in part
    assert "your CAPITUNE account." in usual.text
