"""Passkeys through the pages, with a device in software: added, used three ways, and what is refused."""

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from capitune.accounts import passkeys
from capitune.accounts.models import Passkey, PasskeyChallenge, User, WebSession
from capitune.accounts.states import Standing
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.work import unit_of_work
from tests.factories.factors import enrol
from tests.factories.people import PASSWORD, make_person
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock
from tests.support.mailbox import received
from tests.support.signing import browser_of
from tests.support.soft_key import PRESENT, SoftKey

HERE = "/profile/security/factors"
SECURITY = "/profile/security"
STEP = "/login/second-step"


def asked(browser: Browserless, path: str, page: str) -> dict[str, Any]:
    answer = browser.post(path, headers={"X-CSRFToken": browser.token(page)})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return dict(answer.get_json())


def add(browser: Browserless, key: SoftKey, name: str = "Téléphone", **lies: Any) -> TestResponse:
    question = asked(browser, f"{HERE}/passkeys/question", f"{HERE}/passkeys/new")
    sent = {"name": name, "credential": key.create(question, **lies)}
    return browser.submit(f"{HERE}/passkeys", sent, page=f"{HERE}/passkeys/new")


@pytest.fixture
def awa(app: Flask) -> User:
    return make_person(email="awa@example.com")


@pytest.fixture
def key(app: Flask, awa: User) -> SoftKey:
    """A key that counts, with which Awa signs in."""
    made = SoftKey()
    assert add(browser_of(app, awa), made).status_code == 200
    return made


def come_in(browser: Browserless, key: SoftKey, **lies: Any) -> TestResponse:
    question = asked(browser, "/login/passkey/question", "/login")
    return browser.submit(
        "/login/passkey?next=/profile", {"credential": key.get(question, **lies)}, page="/login"
    )


def is_in(browser: Browserless) -> bool:
    return browser.get("/profile").status_code == 200


def test_a_first_passkey_brings_recovery_codes_and_a_letter(app: Flask, awa: User) -> None:
    browser = browser_of(app, awa)
    answer = add(browser, SoftKey())
    assert answer.get_data(as_text=True).count("<li><code>") == 10
    second = add(browser, SoftKey(), "Portable")
    assert (second.status_code, second.location) == (303, HERE)
    page = browser.get(SECURITY).get_data(as_text=True)
    assert "Téléphone" in page
    assert "Portable" in page
    assert len(received(awa.email, "factor_changed")) == 2


def test_it_opens_without_a_password(client: Browserless, awa: User, key: SoftKey) -> None:
    answer = come_in(client, key)
    assert (answer.status_code, answer.location) == (303, "/profile")
    assert is_in(client)
    session = db.session.scalars(select(WebSession).order_by(WebSession.created_at.desc())).first()
    assert session
    assert session.factor_at
    assert db.session.scalars(select(Passkey.last_used_at)).one()


def test_it_is_a_second_step(client: Browserless, awa: User, key: SoftKey) -> None:
    client.submit("/login", {"email": awa.email, "password": PASSWORD})
    question = asked(client, f"{STEP}/passkey/question", STEP)
    assert len(question["allowCredentials"]) == 1
    sent = {"credential": key.get(question, flags=PRESENT)}  # no need to verify the person again
    answer = client.submit(f"{STEP}/passkey?next=/profile", sent, page=STEP)
    assert (answer.status_code, answer.location) == (303, "/profile")
    assert is_in(client)


def test_it_confirms(app: Flask, awa: User, key: SoftKey, clock: MovedClock) -> None:
    browser = browser_of(app, awa)
    clock.move(minutes=11)
    question = asked(browser, "/confirm/passkey/question", "/confirm")
    sent = {"credential": key.get(question), "proof_again": "/profile/x", "title": "kept"}
    answer = browser.submit(f"/confirm/passkey?next={HERE}", sent, page="/confirm")
    assert (answer.status_code, answer.location) == (307, "/profile/x")
    assert browser.get(f"{HERE}/passkeys/new").status_code == 200


LIES: dict[str, dict[str, Any]] = {
    "another origin": {"origin": "https://evil.example"},
    "another port": {"origin": "http://localhost:9999"},
    "another site": {"site": "evil.example"},
    "another challenge": {"challenge": "AAAA"},
    "another act": {"type": "webauthn.create"},
    "a person who was not verified": {"flags": PRESENT},
    "nobody there": {"flags": 0},
    "another person's handle": {"handle": b"0123456789abcdef"},
}


@pytest.mark.parametrize("lie", list(LIES))
def test_lies_are_refused(client: Browserless, key: SoftKey, lie: str) -> None:
    answer = come_in(client, key, **LIES[lie])
    assert (answer.status_code, answer.location) == (303, "/login?next=/profile")
    assert not is_in(client)


@pytest.mark.parametrize("count", [0, 4, 5])
def test_a_count_that_goes_back_is_a_copy(client: Browserless, key: SoftKey, count: int) -> None:
    come_in(client, key, count=5)
    client.submit("/logout", page="/profile")
    come_in(client, key, count=count)
    assert not is_in(client)
    come_in(client, key, count=6)
    assert is_in(client)


def test_a_challenge_is_answered_once(client: Browserless, key: SoftKey) -> None:
    """Even with the cookie of before, which still names it."""
    question = asked(client, "/login/passkey/question", "/login")
    kept = client.get_cookie("session")
    assert kept
    sent = {"credential": key.get(question)}
    client.submit("/login/passkey", sent, page="/login")
    assert is_in(client)
    client.submit("/logout", page="/profile")
    for again in (sent, {"credential": key.get(question)}):
        client.set_cookie("session", kept.value)
        client.submit("/login/passkey", again, page="/login")
        assert not is_in(client)


def test_a_wrong_answer_uses_it_up_too(client: Browserless, key: SoftKey) -> None:
    question = asked(client, "/login/passkey/question", "/login")
    kept = client.get_cookie("session")
    assert kept
    client.submit("/login/passkey", {"credential": "{}"}, page="/login")
    client.set_cookie("session", kept.value)
    client.submit("/login/passkey", {"credential": key.get(question)}, page="/login")
    assert not is_in(client)
    assert db.session.scalars(select(PasskeyChallenge.used_at)).all()


@pytest.mark.parametrize(("seconds", "inside"), [(299, True), (301, False)])
def test_five_minutes(
    client: Browserless, clock: MovedClock, key: SoftKey, seconds: int, inside: bool
) -> None:
    question = asked(client, "/login/passkey/question", "/login")
    clock.move(seconds=seconds)
    client.submit("/login/passkey", {"credential": key.get(question)}, page="/login")
    assert is_in(client) is inside


def test_a_question_for_one_thing_is_not_answered_for_another(
    app: Flask, client: Browserless, awa: User, key: SoftKey
) -> None:
    other = browser_of(app, make_person())
    question = asked(other, "/confirm/passkey/question", "/confirm")
    sent = {"credential": key.get(question)}
    assert other.submit("/confirm/passkey", sent, page="/confirm").status_code == 422
    stolen = asked(client, "/login/passkey/question", "/login")
    client.submit("/login", {"email": awa.email, "password": PASSWORD})
    client.submit(f"{STEP}/passkey", {"credential": key.get(stolen)}, page=STEP)
    assert not is_in(client)


def test_another_s_key_is_no_second_step(client: Browserless, key: SoftKey, awa: User) -> None:
    other = make_person()
    enrol(other)
    client.submit("/login", {"email": other.email, "password": PASSWORD})
    question = asked(client, f"{STEP}/passkey/question", STEP)
    client.submit(f"{STEP}/passkey", {"credential": key.get(question)}, page=STEP)
    assert not is_in(client)


def nonsense(good: str) -> dict[str, str]:
    def changed(**parts: Any) -> str:
        held = json.loads(good)
        held["response"].update(parts)
        return json.dumps(held)

    return {
        "nothing": "",
        "no JSON": "{",
        "no object": "[]",
        "a number": "1",
        "null": "null",
        "huge": good + " " * 30_000,
        "no id": json.dumps({**json.loads(good), "id": None}),
        "two ids": json.dumps({**json.loads(good), "id": "AAAA"}),
        "another type": json.dumps({**json.loads(good), "type": "password"}),
        "no response": json.dumps({**json.loads(good), "response": 7}),
        "client data": changed(clientDataJSON="AAAA"),
        "client data that is no text": changed(clientDataJSON="_w"),
        "client data empty": changed(clientDataJSON=""),
        "short data": changed(authenticatorData="AAAA", attestationObject="AAAA"),
        "bad base64": changed(authenticatorData="é", attestationObject="é"),
        "cbor of endless depth": changed(
            attestationObject="gYGBgYGB" * 2000, authenticatorData="gYGBgYGB" * 2000
        ),
        "signature": changed(signature="AAAA", attestationObject="oA"),
        "deep": "[" * 9000,
    }


@pytest.mark.parametrize("name", list(nonsense('{"response": {}}')))
def test_nonsense_is_refused_without_trouble(
    app: Flask, client: Browserless, awa: User, key: SoftKey, name: str
) -> None:
    question = asked(client, "/login/passkey/question", "/login")
    sent = {"credential": nonsense(key.get(question))[name]}
    assert client.submit("/login/passkey", sent, page="/login").status_code == 303
    assert not is_in(client)
    browser = browser_of(app, awa)
    question = asked(browser, f"{HERE}/passkeys/question", f"{HERE}/passkeys/new")
    sent = {"name": "x", "credential": nonsense(SoftKey().create(question))[name]}
    answer = browser.submit(f"{HERE}/passkeys", sent, page=f"{HERE}/passkeys/new")
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "lies",
    [
        {"origin": "https://evil.example"},
        {"site": "evil.example"},
        {"challenge": "AAAA"},
        {"type": "webauthn.get"},
    ],
)
def test_a_registration_that_lies_is_refused(app: Flask, awa: User, lies: dict[str, Any]) -> None:
    assert add(browser_of(app, awa), SoftKey(), **lies).status_code == 422
    assert db.session.scalars(select(Passkey)).all() == []


@pytest.mark.parametrize("name", ["", " ", "x" * 61, "a\x00b", "a\u202eb"])
def test_a_name_that_cannot_be_kept(app: Flask, awa: User, name: str) -> None:
    assert add(browser_of(app, awa), SoftKey(), name).status_code == 422


def test_a_key_belongs_to_one_person(app: Flask, awa: User, key: SoftKey) -> None:
    assert add(browser_of(app, make_person()), key).status_code == 422
    assert len(db.session.scalars(select(Passkey)).all()) == 1


def test_only_one_s_own_is_removed_and_then_opens_nothing(
    app: Flask, client: Browserless, awa: User, key: SoftKey
) -> None:
    row = db.session.scalars(select(Passkey)).one()
    path = f"{HERE}/passkeys/{row.id}/remove"
    assert browser_of(app, make_person()).submit(path, page=SECURITY).status_code == 404
    assert browser_of(app, awa).submit(path, page=SECURITY).status_code == 303
    come_in(client, key)
    assert not is_in(client)


def test_a_suspended_person_stays_out(client: Browserless, awa: User, key: SoftKey) -> None:
    with unit_of_work():
        awa.standing = Standing.SUSPENDED
    come_in(client, key)
    assert not is_in(client)


def test_for_staff_it_is_the_second_factor(app: Flask, client: Browserless) -> None:
    made = SoftKey()
    add(browser_of(app, make_person(Role.ADMIN)), made)
    come_in(client, made)
    assert client.get("/admin/").status_code == 200


def test_an_address_without_a_name_has_no_passkeys(client: Browserless) -> None:
    assert "data-passkey" in client.get("/login").get_data(as_text=True)
    try:
        passkeys.bind("http://127.0.0.1:3001")
        assert not passkeys.are_possible()
        assert "data-passkey" not in client.get("/login").get_data(as_text=True)
    finally:
        passkeys.bind("http://localhost")
