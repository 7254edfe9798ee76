"""Effects that run, wait, are late or failed. No payload, and of an error what ``causes`` lets through."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, or_, select

from capitune.backoffice.queries.waiting import LATE
from capitune.core import jobs, outbox
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.listing import Page, one_more, page_of
from capitune.core.outbox import OutboxRow

SHOWN = 50
MOST = 10_000  # no queue is counted further


class Show(StrEnum):
    """The lists of the desk."""

    DEAD = "dead"
    FAILING = "failing"
    LATE = "late"
    RUNNING = "running"


@dataclass(slots=True)
class Line:
    """A queue: how many are due, since when the oldest, in hand, wait for their hour, were given up; what
    Redis holds of it (None when it does not answer).
    """

    waiting: int = 0
    oldest: datetime | None = None
    running: int = 0
    later: int = 0
    dead: int = 0
    pushed: int | None = None


_undone = and_(OutboxRow.done_at.is_(None), OutboxRow.dead_at.is_(None))
_dead = and_(OutboxRow.dead_at.is_not(None), OutboxRow.closed_at.is_(None))
_columns = (
    OutboxRow.id,
    OutboxRow.kind,
    OutboxRow.created_at,
    OutboxRow.due_at,
    OutboxRow.claimed_until,
    OutboxRow.attempts,
    OutboxRow.dead_at,
    OutboxRow.last_error,
)


def lines() -> dict[str, Line]:
    """Each queue as the database knows it, beside what Redis holds (two statements)."""
    pushed = jobs.ages()
    found: dict[str, Line] = defaultdict(Line)
    for name in jobs.QUEUES:
        found[name] = Line(pushed=pushed.get(name))
    for row in db.session.execute(_waiting(now())):
        line = found[_queue_of(row.kind)]
        line.waiting, line.running = line.waiting + row.waiting, line.running + row.running
        line.later += row.later
        line.oldest = min(filter(None, (line.oldest, row.oldest)), default=None)
    for row in db.session.execute(_given_up()):
        found[_queue_of(row.kind)].dead += row.dead
    return found


def effects(show: Show, after: uuid.UUID | None = None) -> Page[Any]:
    """What was given up, the newest first, a page at a time; of the others at most 50, the oldest first."""
    query = select(*_columns).where(_which(show, now()))
    if show is not Show.DEAD:
        rows: Sequence[Any] = db.session.execute(
            query.order_by(OutboxRow.due_at).limit(SHOWN)
        ).all()
        return Page(rows, None)
    if after:
        query = query.where(OutboxRow.id < after)
    newest = query.order_by(OutboxRow.id.desc()).limit(one_more(SHOWN))
    return page_of(db.session.execute(newest).all(), SHOWN)


def _which(show: Show, moment: datetime) -> ColumnElement[bool]:
    held = OutboxRow.claimed_until >= moment
    free = or_(OutboxRow.claimed_until.is_(None), OutboxRow.claimed_until < moment)
    return {
        Show.DEAD: _dead,
        Show.FAILING: and_(_undone, free, OutboxRow.attempts > 0, OutboxRow.due_at > moment),
        Show.LATE: and_(_undone, free, OutboxRow.due_at < moment - LATE),
        Show.RUNNING: and_(_undone, held),
    }[show]


def _waiting(moment: datetime) -> Select[Any]:
    some = (
        select(OutboxRow.kind, OutboxRow.due_at, OutboxRow.claimed_until)
        .where(_undone)
        .order_by(OutboxRow.due_at)
        .limit(MOST)
        .subquery()
    )
    held = func.coalesce(some.c.claimed_until, moment) > moment
    due = and_(~held, some.c.due_at <= moment)
    return select(
        some.c.kind,
        func.count().filter(due).label("waiting"),
        func.min(some.c.due_at).filter(due).label("oldest"),
        func.count().filter(held).label("running"),
        func.count().filter(~held, some.c.due_at > moment).label("later"),
    ).group_by(some.c.kind)


def _given_up() -> Select[Any]:
    some = select(OutboxRow.kind).where(_dead).limit(literal_column(str(MOST))).subquery()
    return select(some.c.kind, func.count().label("dead")).group_by(some.c.kind)


def _queue_of(kind: str) -> str:
    known = outbox.kinds().get(kind)
    return known.queue if known else "default"
