"""Browsers that are signed in: what ends them, on the next look."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts import queries, services
from capitune.accounts.models import User, WebSession
from capitune.accounts.people import SignedIn
from capitune.accounts.services.sessions import touch
from capitune.accounts.states import Standing
from capitune.accounts.tokens import digest
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core import clock as house
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.notifications.models import Notification
from tests.factories.people import acting, make_person, make_professional, nobody
from tests.support.clock import MovedClock


def open_session(user: User, *, remember: bool = False) -> str:
    with unit_of_work():
        return services.open_session(nobody(), user, remember=remember, device="Firefox, Linux")


def who(secret: str) -> SignedIn | None:
    return queries.person_of_session(secret)


def test_the_secret_finds_the_person_and_is_not_kept(app: Flask) -> None:
    user = make_professional("immigration", timezone="America/Toronto")
    secret = open_session(user)
    found = who(secret)
    assert found is not None
    assert (found.person.id, found.person.email, found.person.role) == (
        user.id,
        user.email,
        user.role,
    )
    assert found.scopes == {"federal", "immigration"}
    row = db.session.scalars(select(WebSession)).one()
    assert row.secret_hash == digest(secret)
    assert secret.encode() not in row.secret_hash
    assert (row.address, row.device) == ("203.0.113.7", "Firefox, Linux")


@pytest.mark.parametrize("secret", ["", "x", "é", "a" * 5000, "\ud800"])
def test_another_secret_finds_nobody(app: Flask, secret: str) -> None:
    open_session(make_person())
    assert who(secret) is None


def test_the_count_of_unread_notifications_comes_along(app: Flask) -> None:
    user, other = make_person(), make_person()
    with unit_of_work():
        for number, owner, read_at in (
            (1, user, None),
            (2, user, None),
            (3, user, house.now()),
            (4, other, None),
        ):
            db.session.add(
                Notification(user_id=owner.id, kind="x", key=str(number), url="/", read_at=read_at)
            )
    found = who(open_session(user))
    assert found is not None
    assert found.person.unread == 2


ENDED = ["signed_out", "version", "suspended", "unverified"]


@pytest.mark.parametrize("how", ENDED)
def test_it_ends_at_once(app: Flask, how: str) -> None:
    user = make_person()
    secret = open_session(user)
    found = who(secret)
    assert found is not None
    with unit_of_work():
        if how == "signed_out":
            services.close_session(acting(user, session_id=found.session_id))
        elif how == "version":
            services.revoke_all(user, "test")
        elif how == "suspended":
            user.standing = Standing.SUSPENDED
        else:
            user.email_verified_at = None
    assert who(secret) is None


IDLE = [
    (Role.CANDIDATE, timedelta(days=7)),
    (Role.PROFESSIONAL, timedelta(days=7)),
    (Role.MODERATOR, timedelta(minutes=30)),
    (Role.ADMIN, timedelta(minutes=30)),
]


@pytest.mark.parametrize(("role", "idle"), IDLE)
@pytest.mark.parametrize(("seconds", "good"), [(-1, True), (1, False)])
def test_idle_sessions_end(
    app: Flask, clock: MovedClock, role: Role, idle: timedelta, seconds: int, good: bool
) -> None:
    secret = open_session(make_person(role), remember=True)
    clock.move(seconds=idle.total_seconds() + seconds)
    assert (who(secret) is not None) is good


LONGEST = [
    (Role.CANDIDATE, True, timedelta(days=30)),
    (Role.PROFESSIONAL, True, timedelta(days=30)),
    (Role.CANDIDATE, False, timedelta(hours=24)),
    (Role.PROFESSIONAL, False, timedelta(hours=24)),
    (Role.MODERATOR, True, timedelta(hours=12)),
    (Role.ADMIN, False, timedelta(hours=12)),
]


@pytest.mark.parametrize(("role", "remember", "life"), LONGEST)
@pytest.mark.parametrize(("seconds", "good"), [(-1, True), (1, False)])
def test_even_a_busy_session_ends(
    app: Flask,
    clock: MovedClock,
    role: Role,
    remember: bool,
    life: timedelta,
    seconds: int,
    good: bool,
) -> None:
    secret = open_session(make_person(role), remember=remember)
    steps = 2 * round(life / queries.idle_limit(role)) or 1
    for _ in range(steps):
        clock.move(seconds=life.total_seconds() / steps)
        found = who(secret)
        if found:
            with unit_of_work():
                touch(found.session_id)
    clock.move(seconds=seconds)
    assert (who(secret) is not None) is good


def test_use_is_noted_at_most_once_a_minute(app: Flask, clock: MovedClock) -> None:
    found = who(open_session(make_person()))
    assert found is not None
    row = db.session.get_one(WebSession, found.session_id)
    born = row.last_seen_at
    for seconds, noted in ((59, False), (2, True), (30, False)):
        clock.move(seconds=seconds)
        before = row.last_seen_at
        with unit_of_work():
            touch(row.id)
        db.session.refresh(row)
        assert (row.last_seen_at > before) is noted
    assert row.last_seen_at - born == timedelta(seconds=61)


@pytest.mark.parametrize(("seconds", "scopes"), [(-1, {"federal", "immigration"}), (1, set())])
def test_a_lapsed_licence_gives_no_scope(
    app: Flask, clock: MovedClock, seconds: int, scopes: set[str]
) -> None:
    until = house.now() + timedelta(hours=12)
    secret = open_session(make_professional("immigration", until=until))
    clock.move(hours=12, seconds=seconds)
    found = who(secret)
    assert found is not None
    assert found.scopes == scopes


def test_signing_in_again_ends_what_the_browser_had(app: Flask) -> None:
    user, other = make_person(), make_person()
    first = open_session(user)
    found = who(first)
    assert found is not None
    with unit_of_work():
        actor = acting(user, session_id=found.session_id)
        second = services.open_session(actor, other, remember=False, device="")
    assert who(first) is None
    assert who(second) is not None


def test_opening_and_closing_are_in_the_audit_log(app: Flask) -> None:
    user = make_person()
    found = who(open_session(user))
    assert found is not None
    with unit_of_work():
        services.close_session(acting(user, session_id=found.session_id))
        services.close_session(acting(user, session_id=found.session_id))
    mine = select(AuditEvent.act).where(AuditEvent.subject_id == user.id).order_by(AuditEvent.id)
    acts = db.session.scalars(mine).all()
    assert acts == [Act.SESSION_OPENED, Act.SESSION_CLOSED]
