"""What is over goes a month later, and not a second sooner."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from capitune.accounts import services
from capitune.accounts.jobs import purging
from capitune.accounts.models import (
    EmailChange,
    OneTimeCode,
    PasskeyChallenge,
    PendingSignIn,
    RefreshToken,
    SignInGuard,
    TokenFamily,
    User,
    WebSession,
)
from capitune.accounts.services.locking import ELSEWHERE, lets_in
from capitune.accounts.services.one_time import ask
from capitune.accounts.services.sessions import LIFE, SHORT_LIFE
from capitune.accounts.states import CodePurpose, PasskeyUse
from capitune.core import purging as house
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.schedule import SCHEDULE
from tests.factories.people import acting, make_person, nobody
from tests.support.clock import MovedClock

STRANGER = ELSEWHERE


def left(model: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def a_session(user: User) -> timedelta:
    services.open_session(nobody(), user, remember=False, device="")
    return SHORT_LIFE


def a_family(user: User) -> timedelta:
    services.open_tokens(nobody(), user, "")
    return LIFE


def a_code(user: User) -> timedelta:
    ask(nobody(), user, CodePurpose.RESET_PASSWORD)
    return timedelta(minutes=30)


def a_pending(user: User) -> timedelta:
    life = timedelta(minutes=10)
    pending = PendingSignIn(user_id=user.id, authz_version=1, expires_at=now() + life)
    db.session.add(pending)
    return life


def a_challenge(user: User) -> timedelta:
    life = timedelta(minutes=5)
    asked = PasskeyChallenge(user_id=user.id, purpose=PasskeyUse.CONFIRM, expires_at=now() + life)
    db.session.add(asked)
    return life


def a_guess(user: User) -> timedelta:
    lets_in(nobody(), user, STRANGER, is_right=False)
    return timedelta()


def a_change(user: User) -> timedelta:
    services.ask_email_change(acting(user), user, "new@example.com")
    return timedelta()


CASES = {
    WebSession: a_session,
    TokenFamily: a_family,
    RefreshToken: a_family,
    OneTimeCode: a_code,
    PendingSignIn: a_pending,
    PasskeyChallenge: a_challenge,
    SignInGuard: a_guess,
    EmailChange: a_change,
}


@pytest.mark.parametrize("model", CASES)
@pytest.mark.parametrize(("seconds", "kept"), [(-1, 1), (1, 0)])
def test_it_goes_a_month_after_its_end(
    app: Flask, clock: MovedClock, model: Any, seconds: int, kept: int
) -> None:
    user = make_person()
    with unit_of_work():
        life = CASES[model](user)
    clock.move(days=30, seconds=life.total_seconds() + seconds)
    purging.purge()
    assert left(model) == kept


@pytest.mark.parametrize(("seconds", "kept"), [(-1, 1), (1, 0)])
def test_a_session_that_was_ended_goes_a_month_later(
    app: Flask, clock: MovedClock, seconds: int, kept: int
) -> None:
    user = make_person()
    with unit_of_work():
        services.open_session(nobody(), user, remember=True, device="")
    session = db.session.scalars(select(WebSession)).one()
    clock.move(days=1)
    with unit_of_work():
        services.close_session(acting(user, session_id=session.id))
    clock.move(days=30, seconds=seconds)
    purging.purge()
    assert left(WebSession) == kept


@pytest.mark.parametrize(("days", "kept"), [(36, 1), (38, 0)])
def test_a_change_that_was_made_stays_until_a_month_after_it_can_be_undone(
    app: Flask, clock: MovedClock, days: int, kept: int
) -> None:
    user = make_person()
    with unit_of_work():
        change = services.ask_email_change(acting(user), user, "new@example.com")
        change.confirmed_at = now()
    clock.move(days=days)
    purging.purge()
    assert left(EmailChange) == kept


def test_more_than_a_batch_goes_at_once_and_what_lives_stays(
    app: Flask, clock: MovedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "BATCH", 2)
    user = make_person()
    with unit_of_work():
        for _ in range(5):
            a_session(user)
    clock.move(days=32)
    with unit_of_work():
        a_session(user)
    purging.purge()
    assert left(WebSession) == 1
    purging.purge()
    assert left(WebSession) == 1


def test_the_clock_runs_it() -> None:
    (job,) = [one for one in SCHEDULE if one.name == "sign_ins.purge"]
    assert job.act is purging.purge
