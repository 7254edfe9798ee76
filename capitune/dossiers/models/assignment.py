"""Who accompanies a dossier."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Boolean, Index, Text, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from capitune.accounts.models import User
from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.dossiers.states import AssignmentStatus, ReviewerRole

if TYPE_CHECKING:
    from capitune.dossiers.models.dossier import Dossier

OPEN = "status IN ('suggested', 'requested', 'proposed', 'active')"
UNANSWERED = "status IN ('requested', 'proposed')"


class Assignment(HasId, Model):
    """One professional in one role on one dossier; at most one open at a time. ``from_id``: the assignment of the
    colleague who suggested them, for which reason (``motive``), and whether theirs ends when this one begins.
    """

    __tablename__ = "assignments"
    __table_args__ = (
        one_of("role", ReviewerRole),
        one_of("status", AssignmentStatus),
        Index(
            "uq_assignments_open",
            "dossier_id",
            "professional_id",
            "role",
            unique=True,
            postgresql_where=OPEN,
        ),
        Index("ix_assignments_unanswered", "id", postgresql_where=UNANSWERED),
        Index("ix_assignments_professional_id_status", "professional_id", "status", "dossier_id"),
    )

    dossier_id: Mapped[uuid.UUID] = owned_by("dossiers.id")
    professional_id: Mapped[uuid.UUID] = owned_by("users.id", ondelete="RESTRICT", index=False)
    asked_by_id: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="SET NULL")
    role: Mapped[ReviewerRole] = mapped_column(EnumText(ReviewerRole))
    status: Mapped[AssignmentStatus] = mapped_column(EnumText(AssignmentStatus))
    reason: Mapped[str] = mapped_column(Text, default="")
    from_id: Mapped[uuid.UUID | None] = owned_by("assignments.id", ondelete="SET NULL")
    takes_over: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    motive: Mapped[str] = mapped_column(Text, default="", server_default="")
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    dossier: Mapped["Dossier"] = relationship(back_populates="assignments", lazy="raise")
    professional: Mapped[User] = relationship(lazy="raise", foreign_keys=[professional_id])
