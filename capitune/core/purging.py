"""Deleting what is over, some at a time: the clock's act."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, inspect, select, tuple_

from capitune.core.db import HasId, Model, db
from capitune.core.ids import first_id_of
from capitune.core.work import unit_of_work

BATCH = 1000


def purge(model: type[Model], is_stale: ColumnElement[bool]) -> int:
    """Delete the rows that are, a thousand at a time, each time in a unit of its own; how many.

    Outside a unit of work. Safe to run twice and beside itself: a row that somebody holds waits for the
    next time.
    """
    key, purged = inspect(model).primary_key, 0
    while True:
        with unit_of_work():
            some = select(*key).where(is_stale).limit(BATCH).with_for_update(skip_locked=True)
            found = [tuple(row) for row in db.session.execute(some)]
            if found:
                db.session.execute(delete(model).where(tuple_(*key).in_(found)))
        purged += len(found)
        if len(found) < BATCH:
            return purged


def older_than(model: type[HasId], before: datetime) -> ColumnElement[bool]:
    """The rows that were made before that instant, found by their key: no other index is needed."""
    return and_(model.id < first_id_of(before), model.created_at < before)
