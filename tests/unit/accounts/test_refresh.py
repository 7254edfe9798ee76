"""Token families: replaced at each use, ten seconds of grace, ended by theft."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts import queries, services, tokens
from capitune.accounts.models import RefreshToken, TokenFamily, User
from capitune.accounts.people import SignedIn
from capitune.accounts.states import Standing
from capitune.accounts.tokens import TokenPair
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Door, Role
from capitune.core.db import db
from capitune.core.errors import Unauthenticated
from capitune.core.work import unit_of_work
from tests.factories.people import acting, make_person, nobody
from tests.support.clock import MovedClock


def open_tokens(user: User) -> TokenPair:
    with unit_of_work():
        return services.open_tokens(nobody(Door.API), user, "curl/8")


def refresh(secret: str) -> TokenPair:
    with unit_of_work():
        return services.refresh(nobody(Door.API), secret)


def refused(secret: str) -> str:
    with pytest.raises(Unauthenticated) as refusal:
        refresh(secret)
    return refusal.value.code


def who(pair: TokenPair) -> SignedIn | None:
    claims = tokens.read(pair.token)
    assert claims is not None
    return queries.person_of_token(claims)


def test_a_pair_opens_the_door(app: Flask) -> None:
    user = make_person()
    pair = open_tokens(user)
    found = who(pair)
    assert pair.expires_in == 600
    assert found is not None
    assert found.person.id == user.id


def test_no_secret_is_kept(app: Flask) -> None:
    pair = open_tokens(make_person())
    row = db.session.scalars(select(RefreshToken)).one()
    assert row.secret_hash == tokens.digest(pair.refresh_token)


def test_each_use_gives_a_new_one(app: Flask) -> None:
    seen = [open_tokens(make_person()).refresh_token]
    for _ in range(4):
        seen.append(refresh(seen[-1]).refresh_token)
    assert len(set(seen)) == 5


@pytest.mark.parametrize("seconds", [0, 9, 10])
def test_used_again_at_once_it_gives_the_same(app: Flask, clock: MovedClock, seconds: int) -> None:
    first = open_tokens(make_person())
    second = refresh(first.refresh_token)
    clock.move(seconds=seconds)
    again = refresh(first.refresh_token)
    assert again.refresh_token == second.refresh_token
    assert who(again) is not None
    assert who(refresh(second.refresh_token)) is not None


def test_used_again_later_it_ends_the_whole_family(app: Flask, clock: MovedClock) -> None:
    user = make_person()
    first = open_tokens(user)
    other = open_tokens(user)
    second = refresh(first.refresh_token)
    clock.move(seconds=11)
    assert refused(first.refresh_token) == "invalid_refresh_token"
    assert refused(second.refresh_token) == "invalid_refresh_token"
    assert who(second) is None
    assert who(other) is not None
    ended = db.session.scalars(
        select(TokenFamily.ended_reason).where(TokenFamily.ended_at.is_not(None))
    )
    assert ended.all() == ["reused"]
    acts = db.session.scalars(select(AuditEvent.act).where(AuditEvent.subject_id == user.id)).all()
    assert acts.count(Act.TOKEN_REUSED) == 1


@pytest.mark.parametrize("secret", ["", "x", "é", "\ud800", "a" * 5000])
def test_anything_else_is_refused(app: Flask, secret: str) -> None:
    open_tokens(make_person())
    assert refused(secret) == "invalid_refresh_token"


@pytest.mark.parametrize("how", ["signed_out", "version", "suspended"])
def test_what_ends_a_sign_in_ends_both_tokens(app: Flask, how: str) -> None:
    user = make_person()
    pair = open_tokens(user)
    found = who(pair)
    assert found is not None
    with unit_of_work():
        if how == "signed_out":
            services.close_tokens(acting(user, Door.API, session_id=found.session_id))
        elif how == "version":
            services.revoke_all(user, "test")
        else:
            user.standing = Standing.SUSPENDED
    assert who(pair) is None
    assert refused(pair.refresh_token) == "invalid_refresh_token"


LIFE = [
    (Role.CANDIDATE, timedelta(days=7)),
    (Role.ADMIN, timedelta(minutes=30)),
]


@pytest.mark.parametrize(("role", "idle"), LIFE)
@pytest.mark.parametrize(("seconds", "good"), [(-1, True), (1, False)])
def test_a_family_that_sleeps_too_long_is_over(
    app: Flask, clock: MovedClock, role: Role, idle: timedelta, seconds: int, good: bool
) -> None:
    pair = open_tokens(make_person(role))
    clock.move(seconds=idle.total_seconds() + seconds)
    if good:
        assert who(refresh(pair.refresh_token)) is not None
    else:
        assert refused(pair.refresh_token) == "invalid_refresh_token"


@pytest.mark.parametrize(
    ("role", "hours", "times"), [(Role.CANDIDATE, 120, 6), (Role.MODERATOR, 0.4, 30)]
)
@pytest.mark.parametrize(("seconds", "good"), [(-1, True), (1, False)])
def test_no_family_lives_longer_than_thirty_days_of_staff_half_a_day(
    app: Flask, clock: MovedClock, role: Role, hours: float, times: int, seconds: int, good: bool
) -> None:
    pair = open_tokens(make_person(role))
    for _ in range(times - 1):
        clock.move(hours=hours)
        pair = refresh(pair.refresh_token)
    clock.move(hours=hours, seconds=seconds)
    if good:
        assert who(refresh(pair.refresh_token)) is not None
    else:
        assert refused(pair.refresh_token) == "invalid_refresh_token"
