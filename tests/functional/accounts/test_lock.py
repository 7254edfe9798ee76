"""A lock against guessing a password: it holds strangers back, and never its owner."""

import pytest
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from capitune.accounts.models import SignInGuard, User
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.core.db import db
from capitune.core.ids import new_id
from capitune.extensions import limiter
from tests.factories.people import PASSWORD, make_person
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock
from tests.support.mailbox import path_for, received
from tests.support.signing import browser_of

AWA = "awa@example.com"
WRONG = "un autre mot de passe"


@pytest.fixture
def awa(app: object) -> User:
    return make_person(email=AWA)


@pytest.fixture(autouse=True)
def _no_other_limit(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "RATE_LIMIT_AUTH", "1000 per minute")


def press(browser: Browserless, path: str) -> TestResponse:
    """Press the button of a link's page, or of one whose link is dead."""
    return browser.submit(path, {}, page="/forgot-password")


def sign_in(browser: Browserless, password: str = PASSWORD, email: str = AWA) -> int:
    return browser.submit("/login", {"email": email, "password": password}).status_code


def guess(app: object, times: int = 10, email: str = AWA) -> list[int]:
    stranger = browser_of(app, None)
    return [sign_in(stranger, f"{WRONG} {number}", email) for number in range(times)]


def known_browser(app: object) -> Browserless:
    browser = browser_of(app, None)
    assert sign_in(browser) == 303
    browser.submit("/logout", page="/forgot-password")
    return browser


def test_nine_guesses_lock_nobody_and_ten_lock_strangers(app: object, awa: User) -> None:
    guess(app, 9)
    assert sign_in(browser_of(app, None)) == 303
    assert guess(app) == [422] * 10
    assert sign_in(browser_of(app, None)) == 422
    assert len(received(AWA, "sign_in_locked")) == 1


def test_the_owner_comes_in_where_they_were_before(app: object, awa: User) -> None:
    mine = known_browser(app)
    guess(app, 30)
    assert sign_in(browser_of(app, None)) == 422
    assert sign_in(mine) == 303
    assert sign_in(browser_of(app, None)) == 422  # which opens nothing for the others


def test_a_known_browser_has_an_allowance_of_its_own(app: object, awa: User) -> None:
    stolen, mine = known_browser(app), known_browser(app)
    assert [sign_in(stolen, WRONG) for _ in range(10)] == [422] * 10
    assert sign_in(stolen) == 422
    assert (sign_in(mine), sign_in(browser_of(app, None))) == (303, 303)


def test_a_cookie_that_nobody_signed_is_worth_nothing(app: object, awa: User) -> None:
    guess(app)
    stranger = known_browser_of_another(app)
    held = stranger.get_cookie("known")
    assert held is not None
    assert sign_in(stranger) == 422
    forged = URLSafeTimedSerializer("another key", salt="known-accounts")
    claimed = forged.dumps([(str(awa.id), str(new_id()))])
    for value in (claimed, "x", f"{held.value}x", "W10.x.y", "é"):
        stranger.set_cookie("known", value)
        assert sign_in(stranger) == 422


def known_browser_of_another(app: object) -> Browserless:
    make_person(email="other@example.com")
    browser = browser_of(app, None)
    assert sign_in(browser, email="other@example.com") == 303
    browser.submit("/logout", page="/forgot-password")
    return browser


def test_it_says_nothing(app: object, awa: User) -> None:
    guess(app)
    locked = browser_of(app, None).submit("/login", {"email": AWA, "password": PASSWORD})
    wrong = browser_of(app, None).submit("/login", {"email": AWA, "password": WRONG})
    none = browser_of(app, None).submit("/login", {"email": "no@example.com", "password": WRONG})
    assert {one.status_code for one in (locked, wrong, none)} == {422}
    alerts = {
        one.get_data(as_text=True).split('role="alert"')[1].split("</div>")[0]
        for one in (locked, wrong, none)
    }
    assert len(alerts) == 1
    assert guess(app, 12, "no@example.com") == [422] * 12


@pytest.mark.parametrize(("seconds", "status"), [(-1, 422), (1, 303)])
def test_it_ends_by_itself(
    app: object, awa: User, clock: MovedClock, seconds: int, status: int
) -> None:
    guess(app)
    guess(app, 5)  # what is tried meanwhile makes it no longer
    clock.move(minutes=15, seconds=seconds)
    assert sign_in(browser_of(app, None)) == status


@pytest.mark.parametrize(("seconds", "status"), [(-1, 422), (1, 303)])
def test_old_guesses_are_forgotten(
    app: object, awa: User, clock: MovedClock, seconds: int, status: int
) -> None:
    guess(app, 9)
    clock.move(minutes=15, seconds=seconds)
    guess(app, 1)
    assert sign_in(browser_of(app, None)) == status


def test_the_link_opens_it_once_and_its_browser_stays_open(app: object, awa: User) -> None:
    guess(app)
    link, mine = path_for(AWA, "sign_in_locked"), browser_of(app, None)
    assert mine.get(link).status_code == 200
    assert sign_in(mine) == 422  # opening the link changes nothing
    assert press(mine, link).status_code == 303
    guess(app)
    assert sign_in(browser_of(app, None)) == 422
    assert sign_in(mine) == 303
    assert press(mine, link).status_code == 422
    acts = db.session.scalars(select(AuditEvent.act).where(AuditEvent.subject_id == awa.id)).all()
    assert acts.count(Act.SIGN_IN_LOCKED) == 2
    assert acts.count(Act.SIGN_IN_UNLOCKED) == 1


@pytest.mark.parametrize(("seconds", "status"), [(-1, 303), (1, 422)])
def test_the_link_lives_a_day(
    app: object, awa: User, clock: MovedClock, seconds: int, status: int
) -> None:
    guess(app)
    link = path_for(AWA, "sign_in_locked")
    clock.move(hours=24, seconds=seconds)
    assert press(browser_of(app, None), link).status_code == status


def test_a_mailbox_is_not_filled(app: object, awa: User, clock: MovedClock) -> None:
    for _ in range(5):
        guess(app)
        assert len(received(AWA, "sign_in_locked")) == 1
        clock.move(minutes=16)


def test_a_new_password_opens_it(app: object, awa: User) -> None:
    guess(app)
    mine = browser_of(app, None)
    mine.submit("/forgot-password", {"email": AWA})
    fresh = "une girafe lit le journal"
    assert mine.submit(path_for(AWA, "password_reset"), {"password": fresh}).status_code == 303
    guess(app)
    assert sign_in(mine, fresh) == 303


def test_programs_share_the_count_of_strangers(app: Flask, awa: User) -> None:
    program = browser_of(app, None)

    def log_in(password: str) -> int:
        sent = {"email": AWA, "password": password}
        return program.post("/api/auth/login", json=sent).status_code

    assert [log_in(WRONG) for _ in range(10)] == [401] * 10
    assert log_in(PASSWORD) == 401
    press(browser_of(app, None), path_for(AWA, "sign_in_locked"))
    assert log_in(PASSWORD) == 200


def test_a_sign_in_left_open_guesses_no_further(app: object, awa: User) -> None:
    open_one, other = browser_of(app, awa), browser_of(app, awa)

    def prove(browser: Browserless, password: str) -> int:
        return browser.submit("/confirm", {"proof_password": password}).status_code

    assert [prove(open_one, WRONG) for _ in range(10)] == [422] * 10
    assert prove(open_one, PASSWORD) == 422
    assert prove(other, PASSWORD) == 303
    assert sign_in(browser_of(app, None)) == 303


def test_it_needs_no_redis(app: Flask, awa: User) -> None:
    """The limits of addresses forget; the count of the account does not: it is in PostgreSQL."""
    for _ in range(10):
        guess(app, 1)
        limiter.reset()
    assert sign_in(browser_of(app, None)) == 422
    assert db.session.scalar(select(func.count()).select_from(SignInGuard)) == 1
