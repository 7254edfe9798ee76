"""What the clock does: each periodic job, how its last run went, and when the next is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.schedule import Periodic, PeriodicRun, Rhythm, scheduled

LATE = timedelta(minutes=2)
LONG = timedelta(hours=1)  # a run may take so long before it counts as late
SILENT = timedelta(minutes=1)  # the clock has something to do each few seconds


@dataclass(frozen=True, slots=True)
class Turn:
    """One job: its last run (None: never) and the next."""

    name: str
    rhythm: Rhythm
    run: PeriodicRun | None
    due_at: datetime
    is_late: bool

    @property
    def is_running(self) -> bool:
        """It began and has not ended."""
        return self.run is not None and self.run.ended_at is None

    @property
    def took(self) -> float | None:
        """How many seconds the last run took."""
        run = self.run
        return (run.ended_at - run.tried_at).total_seconds() if run and run.ended_at else None


@dataclass(frozen=True, slots=True)
class Timetable:
    """All jobs, the troubled first; when a clock last gave a sign of life, and whether it is silent."""

    turns: Sequence[Turn]
    seen_at: datetime | None
    is_silent: bool


def timetable() -> Timetable:
    """As it is at this moment (one statement)."""
    moment = now()
    runs = {run.name: run for run in db.session.scalars(select(PeriodicRun))}
    turns = [_turn(job, runs.get(job.name), moment) for job in scheduled()]
    seen = max((run.ended_at or run.tried_at for run in runs.values()), default=None)
    ranked = sorted(turns, key=lambda turn: not (turn.is_late or (turn.run and turn.run.failures)))
    return Timetable(ranked, seen, seen is None or seen < moment - SILENT)


def _turn(job: Periodic, run: PeriodicRun | None, moment: datetime) -> Turn:
    last = run.ran_at if run else None
    due = job.rhythm.due_at(last, moment)
    at_it = run is not None and run.ended_at is None and run.tried_at > moment - LONG
    return Turn(job.name, job.rhythm, run, due, due < moment - LATE and not at_it)
