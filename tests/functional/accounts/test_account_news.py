"""What people are told about their own account: in the product, and by mail where it bears on security."""

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts import services
from capitune.accounts.models import User
from capitune.accounts.services.factors import Change, tell
from capitune.accounts.states import Language
from capitune.authz.actor import Actor, Door
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.notifications.models import Notification
from tests.factories.people import PASSWORD, acting, make_person
from tests.functional.accounts.test_sign_up import CANDIDATE
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock
from tests.support.mailbox import code_for, path_for, received
from tests.support.signing import browser_of

AWA = "awa@example.com"
FRESH = "une girafe lit le journal"
FIREFOX = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"}


@pytest.fixture
def awa(app: object) -> User:
    return make_person(email=AWA)


def told(user: User) -> list[str]:
    kinds = select(Notification.kind).where(Notification.user_id == user.id)
    return list(db.session.scalars(kinds.order_by(Notification.id)))


def letters(address: str = AWA) -> list[str]:
    return sorted(mail.facts.kind for mail in received(address))


def sign_in(browser: Browserless, password: str = PASSWORD) -> None:
    assert browser.submit("/login", {"email": AWA, "password": password}).status_code == 303
    browser.submit("/logout", page="/forgot-password")


def test_a_new_account_is_not_warned_of_itself(app: object) -> None:
    browser = browser_of(app, None)
    browser.submit("/register/candidate", CANDIDATE | {"email": "new@example.com"})
    code = code_for("new@example.com")
    assert browser.submit("/verify-email", {"code": code}).status_code == 303
    user = db.session.scalars(select(User).where(User.email == "new@example.com")).one()
    assert told(user) == ["welcome"]
    assert letters("new@example.com") == ["verification_code", "welcome"]


def test_a_new_browser_is_told_once(app: object, awa: User) -> None:
    browser = browser_of(app, None)
    browser.environ_base["HTTP_USER_AGENT"] = FIREFOX["User-Agent"]
    sign_in(browser)
    sign_in(browser)
    assert told(awa) == ["new_device"]
    (mail,) = received(AWA, "new_device")
    assert "Firefox, Linux" in mail.text
    html = browser_of(app, awa).get("/notifications").get_data(as_text=True)
    assert "Nouvelle connexion" in html
    assert "Firefox, Linux" in html


def test_a_browser_that_knows_somebody_else_is_new(app: object, awa: User) -> None:
    make_person(email="other@example.com")
    browser = browser_of(app, None)
    browser.submit("/login", {"email": "other@example.com", "password": PASSWORD})
    browser.submit("/logout", page="/forgot-password")
    sign_in(browser)
    assert told(awa) == ["new_device"]


def test_a_program_is_new_by_its_name(app: object, awa: User) -> None:
    program = browser_of(app, None)
    for name in ("phone/1", "phone/1", "tablet/1"):
        sent = {"email": AWA, "password": PASSWORD}
        answer = program.post("/api/auth/login", json=sent, headers={"User-Agent": name})
        assert answer.status_code == 200
    assert told(awa) == ["new_device"] * 2
    assert letters() == ["new_device"] * 2


def test_what_was_used_twice_is_told(app: object, awa: User, clock: MovedClock) -> None:
    with unit_of_work():
        pair = services.open_tokens(Actor.anonymous(Door.API, "203.0.113.9"), awa, "phone/1")
    before = letters()
    program = browser_of(app, None)

    def refresh() -> int:
        sent = {"refresh_token": pair.refresh_token}
        return program.post("/api/auth/refresh", json=sent).status_code

    assert refresh() == 200
    clock.move(seconds=9)
    assert refresh() == 200  # the grace of two requests at once
    assert letters() == before
    clock.move(seconds=2)
    assert [refresh() for _ in range(3)] == [401] * 3
    assert told(awa) == ["program_ended"]
    (mail,) = received(AWA, "token_reused")
    assert "phone/1" in mail.text
    assert path_for(AWA, "token_reused") == "/profile/security"


def test_a_new_password_is_told(app: object, awa: User) -> None:
    here = browser_of(app, awa)
    fields = {"current_password": PASSWORD, "new_password": FRESH}
    assert here.submit("/profile/security/password", fields).status_code == 303
    assert told(awa) == ["password_changed"]
    here.submit("/forgot-password", {"email": AWA})
    here.submit(path_for(AWA, "password_reset"), {"password": f"{FRESH} encore"})
    assert told(awa) == ["password_changed"] * 2
    assert letters() == ["password_changed", "password_changed", "password_reset"]


def test_a_change_of_factors_is_told(app: Flask, awa: User) -> None:
    for change in Change:
        with unit_of_work():
            tell(acting(awa), awa, change)
    assert told(awa) == ["factor_changed"] * len(Change)
    assert letters() == ["factor_changed"] * len(Change)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("letter", ["new_device", "sign_in_locked", "email_changed"])
def test_letters_are_in_the_language_of_their_reader(
    app: Flask, language: str, letter: str
) -> None:
    """And each has one act, first."""
    user = make_person(email="reader@example.com", language=Language(language))
    browser = browser_of(app, user)
    if letter == "email_changed":
        browser.submit("/profile/security/email", {"email": "new@example.com"})
        browser.submit(path_for("new@example.com", "email_change_asked"), {})
    elif letter == "new_device":
        fields = {"email": user.email, "password": PASSWORD}
        browser_of(app, None).submit("/login", fields)
    else:
        for number in range(10):
            fields = {"email": user.email, "password": f"guess number {number}"}
            browser_of(app, None).submit("/login", fields)
    (mail,) = received("reader@example.com", letter)
    assert ("Bonjour" in mail.text) is (language == "fr")
    assert ("Hello" in mail.text) is (language == "en")
    assert "%(" not in mail.text
