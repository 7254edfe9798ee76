"""What the team holds against somebody."""

import uuid
from datetime import datetime

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.moderation.states import ReportReason, SanctionKind


class Sanction(HasId, Model):
    """A rung of the ladder. ``message`` is what the person was told, ``evidence`` what it was given for, as it read.
    Without ``ends_at`` it has no end; ``lifted_at``: it counts no more, because it was undone or an appeal was right.
    """

    __tablename__ = "sanctions"
    __table_args__ = (
        one_of("kind", SanctionKind),
        one_of("reason", ReportReason),
        Index("ix_sanctions_user_id_id", "user_id", "id"),
        # What somebody may not do now is asked whenever they write.
        Index(
            "ix_sanctions_binding",
            "user_id",
            postgresql_where="kind IN ('restricted', 'read_only') AND lifted_at IS NULL",
        ),
    )

    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False)
    case_id: Mapped[uuid.UUID | None] = owned_by("moderation_cases.id", ondelete="SET NULL")
    actor_id: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="SET NULL")
    kind: Mapped[SanctionKind] = mapped_column(EnumText(SanctionKind))
    reason: Mapped[ReportReason] = mapped_column(EnumText(ReportReason))
    message: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text, default="")
    ends_at: Mapped[datetime | None] = mapped_column(Moment)
    lifted_at: Mapped[datetime | None] = mapped_column(Moment)
    lifted_by: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="SET NULL")

    def binds_at(self, moment: datetime) -> bool:
        """It holds at that moment."""
        return self.lifted_at is None and (self.ends_at is None or self.ends_at > moment)
