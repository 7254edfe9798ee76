"""A sign-in that ends by itself ends its connections, within seconds, and nobody else's."""

from datetime import timedelta

import pytest
from flask import Flask

from capitune.accounts import services
from capitune.accounts.jobs.parting import part
from capitune.accounts.queries import IDLE, STAFF_IDLE
from capitune.accounts.queries.openings import openings, run_out
from capitune.accounts.services.sessions import LIFE, SHORT_LIFE
from capitune.authz.actor import Role
from capitune.core.clock import now
from capitune.core.work import unit_of_work
from capitune.schedule import SCHEDULE
from tests.factories.people import acting, make_person, nobody
from tests.functional.live.conftest import Connect
from tests.support.clock import MovedClock, clock

__all__ = ["clock"]

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(("role", "idle"), [(Role.CANDIDATE, IDLE), (Role.ADMIN, STAFF_IDLE)])
def test_what_nobody_uses_is_closed(
    app: Flask, clock: MovedClock, connect: Connect, role: Role, idle: timedelta
) -> None:
    person = make_person(role)
    theirs = connect(person)
    clock.move(seconds=(idle - SECOND).total_seconds())
    bystander = connect(make_person(role))
    assert (part(), theirs.is_connected) == (0, True)
    clock.move(seconds=2)
    assert part() == 1
    assert not theirs.is_connected
    assert ("revoked", [{"reason": "session_expired"}]) in [
        (packet["name"], packet["args"]) for packet in theirs.everything
    ]
    assert bystander.is_connected


@pytest.mark.parametrize(
    ("remember", "life"), [(False, SHORT_LIFE), (True, LIFE)], ids=["short", "long"]
)
def test_what_is_too_old_has_run_out(
    app: Flask, clock: MovedClock, remember: bool, life: timedelta
) -> None:
    person = make_person()
    with unit_of_work():
        services.open_session(nobody(), person, remember=remember, device="")
    ends = now() + life
    assert len(run_out(ends - SECOND, ends)) == 1
    assert run_out(ends, ends + SECOND) == []


def test_a_program_s_too(app: Flask) -> None:
    person = make_person()
    with unit_of_work():
        services.open_tokens(nobody(), person, "phone/1")
    ends = now() + IDLE
    assert len(run_out(ends - timedelta(minutes=1), ends + SECOND)) == 1


def test_what_was_ended_by_its_owner_does_not_run_out(app: Flask) -> None:
    person = make_person()
    with unit_of_work():
        services.open_session(nobody(), person, remember=False, device="")
    opened = openings(person)[0]
    with unit_of_work():
        services.end_opening(acting(person), opened)
    ends = now() + IDLE
    assert run_out(ends - timedelta(minutes=1), ends + SECOND) == []


def test_the_clock_runs_it() -> None:
    assert part in [job.act for job in SCHEDULE]
