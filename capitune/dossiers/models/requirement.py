"""What a dossier asks for."""

import uuid
from datetime import datetime

from sqlalchemy import Boolean, Integer, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from capitune.core.clock import now
from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.dossiers.models.dossier import Dossier
from capitune.dossiers.states import DocumentStatus, Necessity, ReviewerRole


class Requirement(HasId, Model):
    """A document asked for. Labels are copied at the opening: a later catalogue changes nothing here."""

    __tablename__ = "requirements"
    __table_args__ = (
        UniqueConstraint("dossier_id", "code"),
        one_of("necessity", Necessity),
        one_of("status", DocumentStatus),
        one_of("reviewer_role", ReviewerRole),
    )

    dossier_id: Mapped[uuid.UUID] = owned_by("dossiers.id", index=False)
    code: Mapped[str] = mapped_column(Text)
    category: Mapped[str] = mapped_column(Text)
    labels: Mapped[dict[str, str]] = mapped_column(JSONB)
    help: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict)
    necessity: Mapped[Necessity] = mapped_column(EnumText(Necessity))
    is_triggered: Mapped[bool] = mapped_column(Boolean, default=False)
    reviewer_role: Mapped[ReviewerRole] = mapped_column(EnumText(ReviewerRole))
    sensitive: Mapped[bool] = mapped_column(Boolean)
    lead_days: Mapped[int] = mapped_column(Integer)
    position: Mapped[int] = mapped_column(Integer)
    status: Mapped[DocumentStatus] = mapped_column(
        EnumText(DocumentStatus), default=DocumentStatus.REQUIRED
    )
    updated_at: Mapped[datetime] = mapped_column(Moment, default=now, onupdate=now)

    dossier: Mapped[Dossier] = relationship(lazy="raise")

    @property
    def is_counted(self) -> bool:
        """Counts in the progress: required, or conditional and triggered."""
        return self.necessity is Necessity.REQUIRED or (
            self.necessity is Necessity.CONDITIONAL and self.is_triggered
        )
