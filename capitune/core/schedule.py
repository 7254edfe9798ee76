"""Periodic jobs: when each is due, and that one clock at a time runs it.

When a job last ran is a row in PostgreSQL: a clock that was down at the hour makes up for it once it is
back, and an emptied Redis changes nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Protocol

from flask import Flask, current_app
from sqlalchemy import Connection, Integer, Text, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.causes import cause_of
from capitune.core.clock import now, zone
from capitune.core.db import Model, Moment, db

DAY = timedelta(days=1)
EXTENSION = "capitune.schedule"


class PeriodicRun(Model):
    """When a periodic job last began a run that ended well (``ran_at``), and how the last one went: begun
    ``tried_at``, over ``ended_at`` (None while it runs), failed for ``cause`` the ``failures``-th time in a row.
    """

    __tablename__ = "periodic_runs"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    ran_at: Mapped[datetime | None] = mapped_column(Moment)
    tried_at: Mapped[datetime] = mapped_column(Moment, default=now)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    cause: Mapped[str] = mapped_column(Text, default="")
    failures: Mapped[int] = mapped_column(Integer, default=0)


class Rhythm(Protocol):
    """When a job is due. ``look`` is how many seconds a clock waits between two looks."""

    @property
    def look(self) -> float: ...

    def is_due(self, last: datetime | None, moment: datetime) -> bool: ...

    def due_at(self, last: datetime | None, moment: datetime) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Every:
    """Each time this much has passed since the last run began."""

    interval: timedelta

    @property
    def look(self) -> float:
        """Seconds between two looks."""
        return self.interval.total_seconds()

    def is_due(self, last: datetime | None, moment: datetime) -> bool:
        """Also when the last run lies ahead: a machine's time that was set back stops nothing."""
        return last is None or not last <= moment < last + self.interval

    def due_at(self, last: datetime | None, moment: datetime) -> datetime:
        """When it was or will be due."""
        return moment if last is None or last > moment else last + self.interval


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a day at ``at``, as the clocks on the walls of ``zone_name`` show it.

    On the night when that hour is skipped, it is as much after midnight as on other days; on the night
    when the hour comes twice, the first counts.
    """

    at: time
    zone_name: str
    look: float = 30.0

    def is_due(self, last: datetime | None, moment: datetime) -> bool:
        """True from the hour on until it ran; a job that is new waits for no hour."""
        return last is None or last < self.latest(moment)

    def due_at(self, last: datetime | None, moment: datetime) -> datetime:
        """When it was or will be due."""
        latest = self.latest(moment)
        if last is None or last < latest:
            return latest
        # 27 hours later that hour has come once more, however long the night was.
        return self.latest(latest + DAY + timedelta(hours=3))

    def latest(self, moment: datetime) -> datetime:
        """The last instant, at ``moment`` or before, when it was that hour there (UTC)."""
        there, utc = zone(self.zone_name), moment.tzinfo
        today = moment.astimezone(there).date()
        hours = (datetime.combine(today - n * DAY, self.at, there).astimezone(utc) for n in (0, 1))
        return next(hour for hour in hours if hour <= moment)


@dataclass(frozen=True, slots=True)
class Periodic:
    """A periodic job: its name, its rhythm, and what it does. ``act`` must be safe to run twice."""

    name: str
    rhythm: Rhythm
    act: Callable[[], object]


def init_app(app: Flask, table: Sequence[Periodic]) -> None:
    """Let pages name the jobs that the clock runs."""
    app.extensions[EXTENSION] = tuple(table)


def scheduled() -> Sequence[Periodic]:
    """The jobs that the clock runs."""
    jobs: Sequence[Periodic] = current_app.extensions[EXTENSION]
    return jobs


def run_if_due(job: Periodic) -> bool:
    """Run the job if it is due and no other clock is at it; True when it ran.

    What the job raises is raised, and the job stays due. How it went is written down either way.
    """
    with _alone(job.name) as connection:
        if connection is None:
            return False
        began = now()
        mine = select(PeriodicRun.ran_at).where(PeriodicRun.name == job.name)
        if not job.rhythm.is_due(connection.scalar(mine), began):
            return False
        _begin(connection, job.name, began)
        try:
            job.act()
        except Exception as error:
            # The connection may be what broke.
            with suppress(SQLAlchemyError):
                failures = PeriodicRun.failures + 1
                _end(connection, job.name, cause=cause_of(error), failures=failures)
            raise
        _end(connection, job.name, ran_at=began, cause="", failures=0)
        return True


def _begin(connection: Connection, name: str, moment: datetime) -> None:
    values = {"tried_at": moment, "ended_at": None}
    fresh = insert(PeriodicRun).values(name=name, cause="", failures=0, **values)
    connection.execute(fresh.on_conflict_do_update(index_elements=["name"], set_=values))


def _end(connection: Connection, name: str, **values: Any) -> None:
    mine = update(PeriodicRun).where(PeriodicRun.name == name)
    connection.execute(mine.values(ended_at=now(), **values))


@contextmanager
def _alone(name: str) -> Iterator[Connection | None]:
    """A connection that holds the job's lock, or None: it is in other hands. A killed clock's lock goes
    with its connection.
    """
    key = func.hashtextextended(f"capitune.schedule:{name}", 0)
    with db.engine.connect() as plain:
        connection = plain.execution_options(isolation_level="AUTOCOMMIT")
        if not connection.scalar(select(func.pg_try_advisory_lock(key))):
            yield None
            return
        try:
            yield connection
        finally:
            if not connection.invalidated:
                connection.execute(select(func.pg_advisory_unlock(key)))
