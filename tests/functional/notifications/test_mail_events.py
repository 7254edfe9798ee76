"""What the mail service tells: only when signed; late, twice and in any order it does no harm."""

import json
import uuid
from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from capitune.core.db import db
from capitune.core.ids import new_id
from capitune.core.post import Mail, MailState, post, settle
from capitune.core.work import unit_of_work
from capitune.notifications.models import Notification
from tests.factories.people import make_person
from tests.support.signed_events import ANOTHER, MOMENT, public_key, signed

PATH = "/webhooks/sendgrid"
Tell = Callable[..., TestResponse]


@pytest.fixture
def tell(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Tell:
    """Send these events (or this body), signed as SendGrid signs them."""
    monkeypatch.setitem(app.config, "SENDGRID_WEBHOOK_KEY", public_key())

    def send(*events: dict[str, Any], body: bytes = b"", **given: Any) -> TestResponse:
        content = body or json.dumps(events).encode()
        sent = given.get("headers") or signed(content)
        return app.test_client().post(PATH, data=content, headers=sent)

    return send


@pytest.fixture
def mail(app: Flask) -> Mail:
    """A letter on its way."""
    return asked()


def asked(about: str = "1") -> Mail:
    person = make_person()
    with unit_of_work():
        post("password_changed", person.id, about=about)
    return db.session.scalars(select(Mail).where(Mail.user_id == person.id)).one()


def event(mail: Mail, name: str, **facts: str) -> dict[str, Any]:
    return {"event": name, "key": str(mail.id), "timestamp": 1, "email": "x@example.com", **facts}


def state(mail: Mail) -> MailState:
    db.session.expire_all()
    return db.session.get_one(Mail, mail.id).state


def told() -> list[str]:
    return list(db.session.scalars(select(Notification.kind)))


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (["delivered"], MailState.DELIVERED),
        (["processed", "deferred", "delivered"], MailState.DELIVERED),
        (["dropped"], MailState.DROPPED),
        (["bounce"], MailState.BOUNCED),
        (["delivered", "bounce"], MailState.BOUNCED),
        (["bounce", "delivered"], MailState.BOUNCED),
        (["bounce", "bounce", "dropped", "delivered"], MailState.BOUNCED),
        (["open", "click", "of tomorrow"], MailState.QUEUED),
    ],
)
def test_the_letter_says_what_became_of_it(
    tell: Tell, mail: Mail, events: list[str], expected: MailState
) -> None:
    for name in events:
        assert tell(event(mail, name)).status_code == 204
    assert state(mail) is expected
    assert tell(*(event(mail, name) for name in events)).status_code == 204
    assert state(mail) is expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ({"delivered", "dropped"}, MailState.DELIVERED),
        ({"dropped", "bounce"}, MailState.BOUNCED),
        ({"delivered", "dropped", "bounce"}, MailState.BOUNCED),
    ],
)
def test_the_order_of_events_changes_nothing(
    tell: Tell, app: Flask, events: set[str], expected: MailState
) -> None:
    for number, order in enumerate(permutations(events)):
        letter = asked(about=str(number))
        for name in order:
            tell(event(letter, name))
        assert (order, state(letter)) == (order, expected)


@pytest.mark.parametrize("before", [MailState.FAILED, MailState.DROPPED], ids=str)
def test_what_arrived_arrived_whatever_we_thought(
    tell: Tell, mail: Mail, before: MailState
) -> None:
    with unit_of_work():
        settle(mail.id, before, "no answer")
    tell(event(mail, "delivered"))
    assert state(mail) is MailState.DELIVERED


def test_the_owner_of_an_address_that_refuses_is_told_once(tell: Tell, mail: Mail) -> None:
    for _ in range(3):
        tell(event(mail, "bounce", reason="550 no such user"))
    assert told() == ["address_refuses_mail"]


def test_a_refusal_that_passes_is_not_the_address_s(tell: Tell, mail: Mail) -> None:
    tell(event(mail, "bounce", type="blocked"))
    assert (state(mail), told()) == (MailState.DROPPED, [])


def test_unsigned_events_find_nothing(tell: Tell, mail: Mail, app: Flask) -> None:
    body = json.dumps([event(mail, "bounce")]).encode()
    good = signed(body)
    signature, moment = (name for name in good if name.startswith("X-"))
    wrong = {
        "no signature": {moment: MOMENT},
        "no moment": {signature: good[signature]},
        "another moment": good | {moment: "1795000001"},
        "another key": signed(body, ANOTHER),
        "another body": signed(body + b" "),
        "not a signature": good | {signature: "****"},
        "not base64": good | {signature: "é".encode().decode("latin-1")},
    }
    answers = {name: tell(body=body, headers=sent).status_code for name, sent in wrong.items()}
    assert answers == dict.fromkeys(wrong, 404)
    assert state(mail) is MailState.QUEUED
    app.config["SENDGRID_WEBHOOK_KEY"] = ""
    assert tell(body=body).status_code == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"{}", 400),
        (b"[" * 100_000, 400),
        (b"[1, null, {}, []]", 204),
        (b'[{"event": {"a": 1}, "key": ["x"]}]', 204),
        (b"[" + b" " * 1_100_000 + b"]", 413),
        (b"\xff\xfe", 404),
    ],
)
def test_bad_events_are_refused_or_passed_over(tell: Tell, body: bytes, status: int) -> None:
    assert tell(body=body).status_code == status


def test_events_about_nothing_of_ours_change_nothing(tell: Tell, mail: Mail) -> None:
    for key in (str(new_id()), str(uuid.UUID(int=0)), "x" * 5000, ""):
        assert tell(event(mail, "bounce") | {"key": key}).status_code == 204
    assert (state(mail), told()) == (MailState.QUEUED, [])
