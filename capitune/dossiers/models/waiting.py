"""What waits for whom."""

import uuid

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import EnumText, Model, one_of, owned_by
from capitune.dossiers.states import Licence, ReviewerRole


class ReviewWait(Model):
    """A version that waits for the decision of this professional: kept beside what it follows from, so that
    the queue of somebody with thousands of dossiers is read in its own order (``services.queue``).

    ``code`` is the document type; ``needs`` the licence that a decision asks for, judged when it is read.
    """

    __tablename__ = "review_waits"
    __table_args__ = (
        one_of("role", ReviewerRole),
        one_of("needs", Licence),
        Index("ix_review_waits_by_code", "professional_id", "code", "document_id"),
        Index("ix_review_waits_by_dossier", "professional_id", "dossier_id", "document_id"),
    )

    professional_id: Mapped[uuid.UUID] = owned_by("users.id", index=False, primary_key=True)
    document_id: Mapped[uuid.UUID] = owned_by("documents.id", primary_key=True)
    dossier_id: Mapped[uuid.UUID] = owned_by("dossiers.id")
    code: Mapped[str] = mapped_column(Text)
    role: Mapped[ReviewerRole] = mapped_column(EnumText(ReviewerRole))
    needs: Mapped[Licence] = mapped_column(EnumText(Licence))
