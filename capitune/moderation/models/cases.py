"""What waits for the team, and what it decided."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, Index, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.moderation.states import CaseKind, Cause, Measure, ReportReason, Standing, TargetType


class ModerationCase(HasId, Model):
    """One thing that the team is to look at; at most one about a thing is open.

    ``words`` are what it said when the case was opened, whatever becomes of it. ``why``: what the machine has to say,
    codes and figures. ``is_automatic``: the machine hid or held it, nobody has looked yet. ``before``: how the thing stood
    before it was decided, to undo it. Of an appeal, ``against_id`` is who gave the sanction: they never decide it.
    """

    __tablename__ = "moderation_cases"
    __table_args__ = (
        one_of("target_type", TargetType),
        one_of("kind", CaseKind),
        one_of("reason", Cause),
        one_of("decision", Measure),
        one_of("ruled_for", ReportReason),
        one_of("before", Standing),
        CheckConstraint("priority BETWEEN 0 AND 2", name="priority"),
        CheckConstraint("(decided_at IS NULL) = (decision IS NULL)", name="decided"),
        # The database holds it too: nobody judges an appeal against what they decided themself.
        CheckConstraint("kind <> 'appeal' OR decided_by <> against_id", name="other_judge"),
        Index(
            "uq_moderation_cases_open",
            "target_type",
            "target_id",
            unique=True,
            postgresql_where="decided_at IS NULL",
        ),
        Index(
            "uq_moderation_cases_appeal",
            "target_id",
            unique=True,
            postgresql_where="kind = 'appeal'",
        ),
        Index("ix_moderation_cases_queue", "priority", "id", postgresql_where="decided_at IS NULL"),
        Index(
            "ix_moderation_cases_reason",
            "reason",
            "priority",
            "id",
            postgresql_where="decided_at IS NULL",
        ),
        Index(
            "ix_moderation_cases_decided", "decided_at", postgresql_where="decided_at IS NOT NULL"
        ),
        Index("ix_moderation_cases_target", "target_type", "target_id", "id"),
    )

    target_type: Mapped[TargetType] = mapped_column(EnumText(TargetType))
    target_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    subject_id: Mapped[uuid.UUID] = owned_by("users.id")
    kind: Mapped[CaseKind] = mapped_column(EnumText(CaseKind))
    reason: Mapped[Cause] = mapped_column(EnumText(Cause))
    priority: Mapped[int] = mapped_column(Integer)
    is_automatic: Mapped[bool] = mapped_column(Boolean, default=False)
    reports: Mapped[int] = mapped_column(Integer, default=0)
    title: Mapped[str] = mapped_column(Text, default="")
    words: Mapped[str] = mapped_column(Text, default="")
    url: Mapped[str] = mapped_column(Text, default="")
    why: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    claimed_by: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="SET NULL")
    claimed_until: Mapped[datetime | None] = mapped_column(Moment)
    decision: Mapped[Measure | None] = mapped_column(EnumText(Measure))
    ruled_for: Mapped[ReportReason | None] = mapped_column(EnumText(ReportReason))
    decided_by: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="SET NULL")
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    before: Mapped[Standing | None] = mapped_column(EnumText(Standing))
    against_id: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="SET NULL")
    version: Mapped[int] = mapped_column(Integer, default=1)

    @property
    def is_open(self) -> bool:
        """Nobody has decided it."""
        return self.decided_at is None

    def is_claimed_at(self, moment: datetime, *, but_by: uuid.UUID | None = None) -> bool:
        """Somebody (else than ``but_by``) has it in hand at that moment."""
        held = self.claimed_until is not None and self.claimed_until > moment
        return held and self.claimed_by is not None and self.claimed_by != but_by


class CaseNote(HasId, Model):
    """A word of the team to itself about a case."""

    __tablename__ = "case_notes"
    __table_args__ = (Index("ix_case_notes_case_id", "case_id", "id"),)

    case_id: Mapped[uuid.UUID] = owned_by("moderation_cases.id", index=False)
    author_id: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="SET NULL")
    words: Mapped[str] = mapped_column(Text)
