"""The hand of a person on effects: try one again that was given up or waits, or leave it for good.

The rows are held from the look at their state to the end of the unit: of two people at once, and of a
person and a worker, one finds them as they were.
"""

import uuid
from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select, update

from capitune.core import jobs, outbox
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.outbox import Delivery, OutboxRow
from capitune.core.work import after_commit


class Why(StrEnum):
    """Why an effect is left for good."""

    NOT_NEEDED = "not_needed"
    DONE_OTHERWISE = "done_otherwise"
    CANNOT_WORK = "cannot_work"
    ASKED_AGAIN = "asked_again"


Handled = Sequence[Row[*tuple[Any, ...]]]
Reviver = Callable[[uuid.UUID], None]
_revivers: dict[str, Reviver] = {}


def revive(kind: str, reviver: Reviver) -> None:
    """Have ``reviver(id)`` take back what was told when one of this kind was given up, in the unit of work
    that gives it another try.
    """
    _revivers[kind] = reviver


def can_retry(kind: str) -> bool:
    """Whether one that was given up may be tried again: somebody was told that it was, and nothing takes
    that back, unless its kind says how.
    """
    known = outbox.kinds().get(kind)
    return known is not None and (known.buried is None or kind in _revivers)


def try_again(ids: Collection[uuid.UUID]) -> Handled:
    """Have them tried at once, in a unit of work; those that were (id, kind). One that was given up gets
    one more try. What is done, in hand, due already or left for good stays as it is.
    """
    moment = now()
    kinds = [kind for kind in outbox.kinds() if can_retry(kind)]
    dead = and_(OutboxRow.dead_at.is_not(None), OutboxRow.kind.in_(kinds))
    waits = and_(OutboxRow.dead_at.is_(None), OutboxRow.due_at > moment, OutboxRow.attempts > 0)
    revived = _held(_mine(ids, or_(dead, waits)))
    _set(revived, due_at=moment, dead_at=None, claimed_until=None)
    for row in revived:
        known = outbox.kinds()[row.kind]
        if row.dead_at is not None and row.kind in _revivers:
            _revivers[row.kind](row.id)
        after_commit(jobs.push, "capitune.core.outbox.deliver", str(row.id), known.queue)
    return revived


def leave(ids: Collection[uuid.UUID], why: Why) -> Handled:
    """Have them never tried again, in a unit of work; those that were (id, kind). What is done, in hand or
    left already stays as it is.
    """
    moment = now()
    left = _held(_mine(ids))
    _set([row for row in left if row.dead_at is None], dead_at=moment)
    _set(left, closed_at=moment, closed_why=why.value)
    for row in left:
        known = outbox.kinds().get(row.kind)
        if row.dead_at is None and known is not None and known.buried:
            last = Delivery(row.id, row.kind, row.payload, row.attempts, is_last=True)
            known.buried(last, why.value)
    return left


def kinds_among(ids: Collection[uuid.UUID]) -> set[str]:
    """Of what kinds they are."""
    return set(db.session.scalars(select(OutboxRow.kind).where(OutboxRow.id.in_(ids))))


def _mine(ids: Collection[uuid.UUID], *more: ColumnElement[bool]) -> ColumnElement[bool]:
    """Those of them that are nobody's at this moment."""
    free = or_(OutboxRow.claimed_until.is_(None), OutboxRow.claimed_until < now())
    undone = and_(OutboxRow.done_at.is_(None), OutboxRow.closed_at.is_(None))
    return and_(OutboxRow.id.in_(ids), undone, free, *more)


def _held(which: ColumnElement[bool]) -> Handled:
    """Those rows, held until the end of the unit: who comes second finds them changed. In one order, so
    that two people never wait for each other.
    """
    columns = (OutboxRow.id, OutboxRow.kind, OutboxRow.payload, OutboxRow.attempts)
    statement = select(*columns, OutboxRow.dead_at).where(which).order_by(OutboxRow.id)
    return db.session.execute(statement.with_for_update()).all()


def _set(rows: Handled, **values: Any) -> None:
    if rows:
        ids = [row.id for row in rows]
        db.session.execute(update(OutboxRow).where(OutboxRow.id.in_(ids)).values(**values))
