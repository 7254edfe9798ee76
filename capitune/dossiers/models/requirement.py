"""What a dossier asks for."""

import uuid
from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from capitune.core.clock import now
from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.dossiers.models.catalogue import MOST_FILES
from capitune.dossiers.models.dossier import Dossier
from capitune.dossiers.states import DocumentStatus, Exemption, Necessity, ReviewerRole, counts


class Requirement(HasId, Model):
    """A document asked for. Labels are copied at the opening: a later catalogue changes nothing here.

    ``files`` is how many it asks for. ``expires_on`` is the first day on which one of the files that count is no
    longer valid; ``expiry_told``, the days before it at which people were last told. ``exemption`` is where the
    candidate's ``excuse`` for not providing it stands, with the professional's ``answer``.
    """

    __tablename__ = "requirements"
    __table_args__ = (
        UniqueConstraint("dossier_id", "code"),
        one_of("necessity", Necessity),
        one_of("status", DocumentStatus),
        one_of("reviewer_role", ReviewerRole),
        one_of("exemption", Exemption),
        CheckConstraint(f"files BETWEEN 1 AND {MOST_FILES}", name="files"),
        Index("ix_requirements_rejected", "id", postgresql_where=text("status = 'rejected'")),
        Index(
            "ix_requirements_expires_on",
            "expires_on",
            postgresql_where=text("expires_on IS NOT NULL"),
        ),
    )

    dossier_id: Mapped[uuid.UUID] = owned_by("dossiers.id", index=False)
    code: Mapped[str] = mapped_column(Text)
    category: Mapped[str] = mapped_column(Text)
    labels: Mapped[dict[str, str]] = mapped_column(JSONB)
    help: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict)
    necessity: Mapped[Necessity] = mapped_column(EnumText(Necessity))
    condition: Mapped[list[dict[str, list[str]]] | None] = mapped_column(JSONB(none_as_null=True))
    # What the answers say of the condition: called for, or not needed; neither while they leave it open.
    is_triggered: Mapped[bool] = mapped_column(Boolean, default=False)
    is_set_aside: Mapped[bool] = mapped_column(Boolean, default=False)
    reviewer_role: Mapped[ReviewerRole] = mapped_column(EnumText(ReviewerRole))
    sensitive: Mapped[bool] = mapped_column(Boolean)
    lead_days: Mapped[int] = mapped_column(Integer)
    position: Mapped[int] = mapped_column(Integer)
    status: Mapped[DocumentStatus] = mapped_column(
        EnumText(DocumentStatus), default=DocumentStatus.REQUIRED
    )
    files: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    expires_on: Mapped[date | None] = mapped_column(Date)
    expiry_told: Mapped[int | None] = mapped_column(Integer)
    exemption: Mapped[Exemption | None] = mapped_column(EnumText(Exemption))
    excuse: Mapped[str] = mapped_column(Text, default="", server_default="")
    answer: Mapped[str] = mapped_column(Text, default="", server_default="")
    exempted_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_by_id: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="RESTRICT")
    updated_at: Mapped[datetime] = mapped_column(Moment, default=now, onupdate=now)

    dossier: Mapped[Dossier] = relationship(lazy="raise")

    @property
    def is_counted(self) -> bool:
        """Counts in the progress: required, or conditional and triggered; not once waived."""
        return counts(self.necessity, self.exemption, is_triggered=self.is_triggered)
