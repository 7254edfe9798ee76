"""What waits for whom."""

import uuid
from datetime import datetime

from sqlalchemy import Index, Integer, Text, Uuid, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import EnumText, Model, Moment, one_of, owned_by
from capitune.dossiers.states import Kind, Licence, ReviewerRole

NOBODY = str(uuid.UUID(int=0))


class ReviewWait(Model):
    """A version that waits for the decision of this professional: kept beside what it follows from, so that
    the queue of somebody with thousands of dossiers is read in its own order (``services.queue``).

    ``code`` is the document type; ``needs`` the licence that a decision asks for, judged when it is read. From
    ``requirement_id`` on it is what a line of the queue shows: a page of twenty visits no other table.
    """

    __tablename__ = "review_waits"
    __table_args__ = (
        one_of("role", ReviewerRole),
        one_of("needs", Licence),
        one_of("kind", Kind),
        Index("ix_review_waits_by_code", "professional_id", "code", "document_id"),
        Index("ix_review_waits_by_dossier", "professional_id", "dossier_id", "document_id"),
    )

    professional_id: Mapped[uuid.UUID] = owned_by("users.id", index=False, primary_key=True)
    document_id: Mapped[uuid.UUID] = owned_by("documents.id", primary_key=True)
    dossier_id: Mapped[uuid.UUID] = owned_by("dossiers.id")
    code: Mapped[str] = mapped_column(Text)
    role: Mapped[ReviewerRole] = mapped_column(EnumText(ReviewerRole))
    needs: Mapped[Licence] = mapped_column(EnumText(Licence))
    requirement_id: Mapped[uuid.UUID] = mapped_column(Uuid, server_default=NOBODY)
    dossier_number: Mapped[str] = mapped_column(Text, server_default="")
    candidate_id: Mapped[uuid.UUID] = mapped_column(Uuid, index=True, server_default=NOBODY)
    candidate_first_name: Mapped[str] = mapped_column(Text, server_default="")
    candidate_last_name: Mapped[str] = mapped_column(Text, server_default="")
    candidate_avatar_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    labels: Mapped[dict[str, str]] = mapped_column(JSONB, server_default="{}")
    kind: Mapped[Kind] = mapped_column(EnumText(Kind), server_default=Kind.ORIGINAL)
    position: Mapped[int] = mapped_column(Integer, server_default="1")
    number: Mapped[int] = mapped_column(Integer, server_default="1")
    sent_at: Mapped[datetime] = mapped_column(Moment, server_default=func.now())
