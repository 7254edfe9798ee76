"""Reading the audit log."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, bindparam, literal_column, select

from capitune.audit.models import AuditEvent
from capitune.core.catching import MOST
from capitune.core.db import db

JOURNAL = (
    select(
        AuditEvent.id,
        AuditEvent.at,
        AuditEvent.act,
        AuditEvent.actor_id,
        AuditEvent.actor_name,
        AuditEvent.actor_role,
        AuditEvent.subject_type,
        AuditEvent.subject_id,
        AuditEvent.data,
    )
    .where(AuditEvent.context_id == bindparam("context_id"), AuditEvent.id < bindparam("before"))
    .order_by(AuditEvent.id.desc())
    .limit(101)
)
AFTER = (
    select(AuditEvent.id)
    .where(AuditEvent.context_id == bindparam("context_id"), AuditEvent.id > bindparam("after"))
    .order_by(AuditEvent.id)
    .limit(literal_column(str(MOST)))
)
LAST = uuid.UUID(int=2**128 - 1)


def journal(context_id: uuid.UUID, before: uuid.UUID | None = None) -> Sequence[Row[Any]]:
    """The acts of one journal, newest first, at most 101 (one more than a page of 100)."""
    parameters = {"context_id": context_id, "before": before or LAST}
    return db.session.execute(JOURNAL, parameters).all()


def acts_after(context_id: uuid.UUID, after: uuid.UUID) -> list[uuid.UUID]:
    """The ids of the acts of one journal after ``after``, oldest first (one statement)."""
    parameters = {"context_id": context_id, "after": after}
    return list(db.session.scalars(AFTER, parameters))
