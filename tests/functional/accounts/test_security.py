"""A new password, and the browsers and programs that are signed in."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from capitune.accounts import services
from capitune.accounts.models import TokenFamily, User, WebSession
from capitune.accounts.proof import Proof
from capitune.authz.actor import Actor, Door, Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.work import unit_of_work
from tests.factories.people import PASSWORD, make_person
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock
from tests.support.mailbox import received
from tests.support.signing import browser_of, token_of

FRESH = "une girafe lit le journal"
PAGE = "/profile/security"


@pytest.fixture
def awa(app: object) -> User:
    return make_person(email="awa@example.com")


@pytest.fixture
def here(app: object, awa: User) -> Browserless:
    return browser_of(app, awa)


def change(browser: Browserless, current: str = PASSWORD, new: str = FRESH) -> int:
    fields = {"current_password": current, "new_password": new}
    return browser.submit(f"{PAGE}/password", fields).status_code


def is_in(browser: Browserless) -> bool:
    return browser.get("/profile").status_code == 200


def bearer(browser: Browserless, token: str) -> int:
    return browser.get("/api/users/me", headers={"Authorization": f"Bearer {token}"}).status_code


def test_a_new_password_signs_the_others_out(app: object, awa: User, here: Browserless) -> None:
    there, token = browser_of(app, awa), token_of(awa)
    assert is_in(there)
    assert bearer(there, token) == 200
    assert change(here) == 303
    assert is_in(here)
    assert not is_in(there)
    assert bearer(there, token) == 401
    assert len(received("awa@example.com", "password_changed")) == 1
    fresh = browser_of(app, None)
    assert fresh.submit("/login", {"email": awa.email, "password": PASSWORD}).status_code == 422
    assert fresh.submit("/login", {"email": awa.email, "password": FRESH}).status_code == 303


def test_the_program_that_changes_it_goes_on(app: object, awa: User) -> None:
    program = browser_of(app, None)
    with unit_of_work():
        pair = services.open_tokens(Actor.anonymous(Door.API), awa, "a program")
    headers = {"Authorization": f"Bearer {pair.token}"}
    body = {"current_password": PASSWORD, "new_password": FRESH}
    assert program.put("/api/users/me/password", json=body, headers=headers).status_code == 204
    sent = {"refresh_token": pair.refresh_token}
    renewed = program.post("/api/auth/refresh", json=sent)
    assert renewed.status_code == 200
    assert bearer(program, renewed.get_json()["token"]) == 200


@pytest.mark.parametrize(
    ("current", "new", "words"),
    [
        ("not this one at all", FRESH, "Ce n’est pas votre mot de passe."),
        ("", FRESH, "Remplissez ce champ."),
        (PASSWORD, "court", "Trop court"),
        (PASSWORD, "x" * 129, "Trop long"),
        (PASSWORD, "awa@example.com", "Trop facile à deviner"),
        ("x" * 5000, FRESH, "Ce n’est pas votre mot de passe."),
    ],
)
def test_a_wrong_password_changes_nothing(
    here: Browserless, awa: User, current: str, new: str, words: str
) -> None:
    kept = awa.password_hash
    fields = {"current_password": current, "new_password": new}
    answer = here.submit(f"{PAGE}/password", fields)
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)
    db.session.expire_all()
    assert db.session.get_one(User, awa.id).password_hash == kept
    assert received(awa.email) == []


def test_guessing_the_present_one_is_limited(
    app: Flask, here: Browserless, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "RATE_LIMIT_AUTH", "3 per minute")
    answers = [change(here, f"guess number {number}") for number in range(5)]
    assert answers == [422, 422, 422, 429, 429]


def test_the_list_shows_each_device_once(app: object, awa: User, here: Browserless) -> None:
    browser_of(app, awa)
    token_of(awa)
    html = here.get(PAGE).get_data(as_text=True)
    assert len(re.findall(r'action="/profile/security/sessions/[0-9a-f-]{36}/end"', html)) == 2
    assert html.count("Cet appareil, en ce moment") == 1


@pytest.mark.parametrize("model", [WebSession, TokenFamily])
def test_one_is_signed_out_and_the_others_stay(
    app: object, awa: User, here: Browserless, model: type[WebSession] | type[TokenFamily]
) -> None:
    there, token = browser_of(app, awa), token_of(awa)
    last = select(model.id).where(model.user_id == awa.id).order_by(model.id.desc()).limit(1)
    opened = db.session.scalars(last).one()
    assert here.submit(f"{PAGE}/sessions/{opened}/end", page=PAGE).status_code == 303
    assert (is_in(here), is_in(there)) == (True, model is TokenFamily)
    assert bearer(there, token) == (401 if model is TokenFamily else 200)
    assert here.submit(f"{PAGE}/sessions/{opened}/end", page=PAGE).status_code == 404


def test_somebody_else_s_is_not_there(app: object, here: Browserless) -> None:
    stranger = make_person()
    there = browser_of(app, stranger)
    opened = db.session.scalars(
        select(WebSession.id).where(WebSession.user_id == stranger.id)
    ).one()
    assert here.submit(f"{PAGE}/sessions/{opened}/end", page=PAGE).status_code == 404
    assert is_in(there)
    assert str(opened) not in here.get(PAGE).get_data(as_text=True)


def test_everything_else_is_signed_out_at_once(app: object, awa: User, here: Browserless) -> None:
    there, token = browser_of(app, awa), token_of(awa)
    assert here.submit(f"{PAGE}/sessions/end", page=PAGE).status_code == 303
    assert (is_in(here), is_in(there), bearer(there, token)) == (True, False, 401)


def test_programs_see_the_same(app: object, awa: User) -> None:
    browser_of(app, awa)
    headers = {"Authorization": f"Bearer {token_of(awa)}"}
    program = browser_of(app, None)
    items = program.get("/api/users/me/sessions", headers=headers).get_json()["items"]
    assert sorted((one["kind"], one["current"]) for one in items) == [
        ("browser", False),
        ("program", True),
    ]
    other = next(one["id"] for one in items if not one["current"])
    path = f"/api/users/me/sessions/{other}"
    assert program.delete(path, headers=headers).status_code == 204
    assert program.delete(path, headers=headers).status_code == 404


@pytest.mark.parametrize(
    ("role", "remember", "life"),
    [
        (Role.CANDIDATE, True, timedelta(days=30)),
        (Role.CANDIDATE, False, timedelta(hours=24)),
        (Role.ADMIN, True, timedelta(hours=12)),
        (Role.MODERATOR, False, timedelta(hours=12)),
    ],
)
@pytest.mark.parametrize(("seconds", "good"), [(-1, True), (1, False)])
def test_however_much_it_is_used_it_ends(
    app: object,
    clock: MovedClock,
    role: Role,
    remember: bool,
    life: timedelta,
    seconds: int,
    good: bool,
) -> None:
    person = make_person(role)
    with unit_of_work():
        secret = services.open_session(
            Actor.anonymous(Door.WEB), person, remember=remember, device="t", proof=Proof.FACTOR
        )
    browser = browser_of(app, None)
    with browser.session_transaction() as held:
        held["_user_id"] = secret
    clock.move(seconds=life.total_seconds() + seconds)
    with unit_of_work():
        db.session.execute(update(WebSession).values(last_seen_at=now()))
    assert is_in(browser) is good
