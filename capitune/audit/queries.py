"""Reading the audit log."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, bindparam, select

from capitune.audit.models import AuditEvent
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
LAST = uuid.UUID(int=2**128 - 1)


def journal(context_id: uuid.UUID, before: uuid.UUID | None = None) -> Sequence[Row[Any]]:
    """The acts of one journal, newest first, at most 101 (one more than a page of 100)."""
    parameters = {"context_id": context_id, "before": before or LAST}
    return db.session.execute(JOURNAL, parameters).all()
