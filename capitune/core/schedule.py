"""Periodic jobs: when each is due, and that one clock at a time runs it.

When a job last ran is a row in PostgreSQL: a clock that was down at the hour makes up for it once it is
back, and an emptied Redis changes nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol

from sqlalchemy import Connection, Text, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.clock import now, zone
from capitune.core.db import Model, Moment, db

DAY = timedelta(days=1)


class PeriodicRun(Model):
    """When a periodic job last began a run that ended well."""

    __tablename__ = "periodic_runs"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    ran_at: Mapped[datetime] = mapped_column(Moment)


class Rhythm(Protocol):
    """When a job is due. ``look`` is how many seconds a clock waits between two looks."""

    @property
    def look(self) -> float: ...

    def is_due(self, last: datetime | None, moment: datetime) -> bool: ...


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


def run_if_due(job: Periodic) -> bool:
    """Run the job if it is due and no other clock is at it; True when it ran.

    What the job raises is raised, and the job stays due.
    """
    with _alone(job.name) as connection:
        if connection is None:
            return False
        began = now()
        mine = select(PeriodicRun.ran_at).where(PeriodicRun.name == job.name)
        if not job.rhythm.is_due(connection.scalar(mine), began):
            return False
        job.act()
        fresh = insert(PeriodicRun).values(name=job.name, ran_at=began)
        connection.execute(
            fresh.on_conflict_do_update(index_elements=["name"], set_={"ran_at": began})
        )
        return True


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
