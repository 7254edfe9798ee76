"""Effects that are late or dead. No payload and no words of an error: they may name a person."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, bindparam, select, union_all

from capitune.backoffice.queries.waiting import LATE
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.outbox import OutboxRow

SHOWN = 50

_columns = (
    OutboxRow.id,
    OutboxRow.kind,
    OutboxRow.created_at,
    OutboxRow.due_at,
    OutboxRow.attempts,
    OutboxRow.dead_at,
)
_dead = (
    select(*_columns)
    .where(OutboxRow.dead_at.is_not(None))
    .order_by(OutboxRow.dead_at.desc())
    .limit(SHOWN)
)
_late = (
    select(*_columns)
    .where(
        OutboxRow.done_at.is_(None),
        OutboxRow.dead_at.is_(None),
        OutboxRow.due_at < bindparam("late"),
    )
    .order_by(OutboxRow.due_at)
    .limit(SHOWN)
)
STUCK = union_all(_dead.subquery().select(), _late.subquery().select())


def stuck() -> Sequence[Row[*tuple[Any, ...]]]:
    """At most 50 dead effects, the last first, then at most 50 late ones, the oldest first."""
    return db.session.execute(STUCK, {"late": now() - LATE}).all()
