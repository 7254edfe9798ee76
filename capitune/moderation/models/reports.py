"""What members report."""

import uuid
from datetime import datetime

from sqlalchemy import Boolean, Index, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.moderation.states import Outcome, ReportReason, TargetType


class Report(HasId, Model):
    """A member reports a thing, once. ``evidence`` is what it said at that moment. ``counts`` is False for whoever
    abused reports lately: the team still reads it.
    """

    __tablename__ = "reports"
    __table_args__ = (
        one_of("target_type", TargetType),
        one_of("reason", ReportReason),
        one_of("outcome", Outcome),
        Index("uq_reports_once", "reporter_id", "target_type", "target_id", unique=True),
        Index("ix_reports_reporter_id_id", "reporter_id", "id"),
    )

    case_id: Mapped[uuid.UUID] = owned_by("moderation_cases.id")
    reporter_id: Mapped[uuid.UUID] = owned_by("users.id", index=False)
    target_type: Mapped[TargetType] = mapped_column(EnumText(TargetType))
    target_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    reason: Mapped[ReportReason] = mapped_column(EnumText(ReportReason))
    comment: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[str] = mapped_column(Text, default="")
    counts: Mapped[bool] = mapped_column(Boolean, default=True)
    outcome: Mapped[Outcome | None] = mapped_column(EnumText(Outcome))
    settled_at: Mapped[datetime | None] = mapped_column(Moment)
