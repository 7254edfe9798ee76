"""What was done, by whom, on what. Rows are never changed: the database itself refuses."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from capitune.audit.acts import Act
from capitune.authz.actor import Door
from capitune.core.clock import now
from capitune.core.db import EnumText, HasId, Model, Moment


class AuditEvent(HasId, Model):
    """One act. ``context_id`` is the thing in whose journal it appears (a dossier, say)."""

    __tablename__ = "audit_events"
    __table_args__ = (
        Index("ix_audit_events_context_id_id", "context_id", "id"),
        Index("ix_audit_events_subject_id_id", "subject_id", "id"),
        Index("ix_audit_events_actor_id_id", "actor_id", "id"),
        Index("ix_audit_events_act_id", "act", "id"),
        Index("ix_audit_events_subject_type_id", "subject_type", "id"),
        Index(
            "ix_audit_events_turns",
            "context_id",
            "id",
            postgresql_where=f"act = '{Act.TURN_PASSED.value}'",
        ),
    )

    at: Mapped[datetime] = mapped_column(Moment, default=now)
    act: Mapped[Act] = mapped_column(EnumText(Act))
    actor_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    actor_name: Mapped[str] = mapped_column(Text, default="")
    actor_role: Mapped[str | None] = mapped_column(Text)
    door: Mapped[Door] = mapped_column(EnumText(Door))
    subject_type: Mapped[str] = mapped_column(Text)
    subject_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    context_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    data: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    address: Mapped[str | None] = mapped_column(Text)
    request_id: Mapped[str | None] = mapped_column(Text)


class AuditLink(Model):
    """The place of an act in the journal of ``context_id``, from 1, and the fingerprint of all up to it:
    SHA-256 of the fingerprint before and of the act's line (the SQL functions ``audit_hash`` and
    ``audit_line``). Written by the database itself as an act is committed.
    """

    __tablename__ = "audit_links"

    context_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    event_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("audit_events.id"), unique=True)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
