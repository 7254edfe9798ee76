"""Reading the audit log."""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, bindparam, literal, literal_column, select

from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.core.catching import MOST
from capitune.core.clock import now
from capitune.core.db import Moment, db

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
# Reading on, page after page, is one opening.
ONE_READING = timedelta(minutes=30)
OPENED = (
    select(literal(1))
    .where(
        AuditEvent.subject_id == bindparam("subject_id"),
        AuditEvent.actor_id == bindparam("actor_id"),
        AuditEvent.act == bindparam("act"),
        AuditEvent.data["purpose"].astext == "preview",
        AuditEvent.at > bindparam("since", type_=Moment),
    )
    .limit(literal_column("1"))
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


def has_opened(actor_id: uuid.UUID | None, act: Act, subject_id: uuid.UUID) -> bool:
    """True when their ``act`` of opening the pages of this subject is there, not half an hour old (one statement)."""
    parameters = {
        "subject_id": subject_id,
        "actor_id": actor_id,
        "act": act,
        "since": now() - ONE_READING,
    }
    return db.session.execute(OPENED, parameters).first() is not None
