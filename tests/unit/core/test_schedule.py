"""Periodic jobs: due at the right instant, also on the nights of the hour change; one clock at a time."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text

from capitune.app import create_app
from capitune.core.db import db
from capitune.core.schedule import Daily, Every, Periodic, PeriodicRun, Rhythm, run_if_due
from capitune.schedule import SCHEDULE
from capitune.worker import settings
from embedded.stores import Stores
from tests.support.clock import MovedClock
from tests.support.databases import url_of
from tests.support.settings import environment

HOURLY = Every(timedelta(hours=1))
NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)


def utc(text_: str) -> datetime:
    return datetime.fromisoformat(text_).replace(tzinfo=UTC)


def runs(rhythm: Rhythm, begin: str, end: str) -> list[str]:
    """When a clock that looks each five minutes runs the job; it ran for the last time just before."""
    moment, last, found = utc(begin), utc(begin), list[str]()
    while moment < utc(end):
        if rhythm.is_due(last, moment):
            found.append(moment.strftime("%dT%H:%M"))
            last = moment
        moment += timedelta(minutes=5)
    return found


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (None, True),
        (NOON - timedelta(minutes=59, seconds=59), False),
        (NOON - timedelta(hours=1), True),
        (NOON, False),
        (NOON + timedelta(days=1), True),
    ],
)
def test_every_so_often(last: datetime | None, due: bool) -> None:
    assert HOURLY.is_due(last, NOON) is due


@pytest.mark.parametrize(
    ("zone", "at", "begin", "end", "expected"),
    [
        # Ordinary days.
        ("America/Toronto", time(8), "2026-01-14T00:00", "2026-01-16T00:00", ["14T13:00", "15T13:00"]),
        ("Europe/Paris", time(8), "2026-07-14T00:00", "2026-07-16T00:00", ["14T06:00", "15T06:00"]),
        # Toronto, 8 March 2026: 2:00 becomes 3:00. Eight o'clock stays eight o'clock.
        ("America/Toronto", time(8), "2026-03-07T06:00", "2026-03-09T20:00", ["07T13:00", "08T12:00", "09T12:00"]),
        # The hour that is skipped: as long after midnight as on other days, once.
        ("America/Toronto", time(2, 30), "2026-03-07T06:00", "2026-03-10T00:00", ["07T07:30", "08T07:30", "09T06:30"]),
        # Toronto, 1 November 2026: 2:00 becomes 1:00. The hour that comes twice counts once.
        ("America/Toronto", time(1, 30), "2026-10-31T00:00", "2026-11-03T00:00", ["31T05:30", "01T05:30", "02T06:30"]),
        ("America/Toronto", time(8), "2026-10-31T00:00", "2026-11-03T00:00", ["31T12:00", "01T13:00", "02T13:00"]),
        # Paris: 29 March and 25 October 2026.
        ("Europe/Paris", time(2, 30), "2026-03-28T00:00", "2026-03-31T00:00", ["28T01:30", "29T01:30", "30T00:30"]),
        ("Europe/Paris", time(2, 30), "2026-10-24T00:00", "2026-10-27T00:00", ["24T00:30", "25T00:30", "26T01:30"]),
        # Midnight, and a zone that is half an hour off and moves by half an hour.
        ("Australia/Lord_Howe", time(0), "2026-04-04T00:00", "2026-04-06T12:00", ["04T13:00", "05T13:30"]),
    ],
)  # fmt: skip
def test_once_a_day_by_the_clock_on_the_wall(
    zone: str, at: time, begin: str, end: str, expected: list[str]
) -> None:
    assert runs(Daily(at, zone), begin, end) == expected


def test_a_clock_that_was_down_at_the_hour_makes_up_for_it() -> None:
    eight = Daily(time(8), "America/Toronto")
    assert eight.is_due(NOON - timedelta(days=3), NOON)
    assert eight.is_due(None, NOON)
    assert not eight.is_due(NOON - timedelta(hours=22), NOON)


class TestRun:
    """Running, with the row that says when."""

    def test_it_runs_when_due_and_not_before(self, live_app: Flask, clock: MovedClock) -> None:
        seen: list[int] = []
        job = Periodic("test", HOURLY, lambda: seen.append(1))
        assert [run_if_due(job), run_if_due(job)] == [True, False]
        clock.move(minutes=59)
        assert run_if_due(job) is False
        clock.move(minutes=1)
        assert run_if_due(job) is True
        assert len(seen) == 2

    def test_one_that_fails_stays_due(self, live_app: Flask) -> None:
        def broken() -> None:
            raise RuntimeError("planted")

        with pytest.raises(RuntimeError, match="planted"):
            run_if_due(Periodic("test", HOURLY, broken))
        (row,) = db.session.scalars(select(PeriodicRun)).all()
        assert (row.ran_at, row.failures, row.cause) == (None, 1, "RuntimeError")
        assert row.ended_at >= row.tried_at
        assert run_if_due(Periodic("test", HOURLY, list)) is True
        db.session.refresh(row)
        assert (row.ran_at, row.failures, row.cause) == (row.tried_at, 0, "")

    def test_two_clocks_do_it_once(self, live_app: Flask) -> None:
        """Eight clocks at the same instant, then again while the first is still at it."""
        inside, leave, seen = threading.Event(), threading.Event(), list[str]()

        def slow() -> None:
            seen.append(threading.current_thread().name)
            inside.set()
            assert leave.wait(10)

        job = Periodic("test", HOURLY, slow)
        answers: list[bool] = []

        def tick() -> None:
            with live_app.app_context():
                answers.append(run_if_due(job))

        first = threading.Thread(target=tick)
        first.start()
        assert inside.wait(10)
        others = [threading.Thread(target=tick) for _ in range(7)]
        for thread in others:
            thread.start()
        for thread in others:
            thread.join(10)
        assert answers == [False] * 7
        leave.set()
        first.join(10)
        assert run_if_due(job) is False
        assert (len(seen), answers.count(True)) == (1, 1)

    def test_a_clock_that_dies_leaves_no_lock(self, live_app: Flask) -> None:
        """Its connection is cut while it is at it, as when the process is killed."""
        other = Periodic("other", HOURLY, list)
        cut = text(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
        )

        def dies() -> None:
            with db.engine.connect() as connection:
                connection.execute(cut)
            raise RuntimeError("killed")

        with pytest.raises(Exception, match=r"killed|terminat"):
            run_if_due(Periodic("test", HOURLY, dies))
        assert run_if_due(Periodic("test", HOURLY, list)) is True
        assert run_if_due(other) is True


def test_all_jobs_may_be_due_at_once(live_app: Flask, stores: Stores, tmp_path: Path) -> None:
    """Each holds the connection of its lock while it asks for one for its work, and no other lets go."""
    environ = environment(stores, url_of(stores, "live"), tmp_path)
    app = create_app(settings("clock", environ))
    together = threading.Barrier(len(SCHEDULE), timeout=10)

    def act() -> None:
        together.wait()
        db.session.execute(select(1))
        together.wait()

    def run(name: str) -> bool:
        with app.app_context():
            return run_if_due(Periodic(f"test.{name}", HOURLY, act))

    with ThreadPoolExecutor(len(SCHEDULE)) as clock_threads:
        assert all(clock_threads.map(run, [job.name for job in SCHEDULE]))
    with app.app_context():
        db.engine.dispose()


def test_the_table_names_each_job_once() -> None:
    names = [job.name for job in SCHEDULE]
    assert len(names) == len(set(names))
    assert {"outbox.sweep", "idempotency.purge"} <= set(names)
