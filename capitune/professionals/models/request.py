"""Contact requests: a candidate writes first, once; and the warning that they read before."""

import uuid
from datetime import datetime

from sqlalchemy import Boolean, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.clock import now
from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.professionals.states import ContactStatus, OfferAnswer


class ContactRequest(HasId, Model):
    """What a candidate wrote to a professional, and what became of it. ``offers``: the professional who
    accepted also offers to accompany a dossier; ``offer_answer``: what the candidate said to that.
    """

    __tablename__ = "contact_requests"
    __table_args__ = (
        one_of("status", ContactStatus),
        one_of("offer_answer", OfferAnswer),
        Index("ix_contact_requests_candidate_id_id", "candidate_id", "id"),
        Index("ix_contact_requests_professional_id_id", "professional_id", "id"),
        Index("ix_contact_requests_pair", "candidate_id", "professional_id", "created_at"),
    )

    candidate_id: Mapped[uuid.UUID] = owned_by("users.id", index=False)
    professional_id: Mapped[uuid.UUID] = owned_by("users.id", index=False)
    text: Mapped[str] = mapped_column(Text)
    status: Mapped[ContactStatus] = mapped_column(
        EnumText(ContactStatus), default=ContactStatus.SENT
    )
    answer: Mapped[str] = mapped_column(Text, default="")
    offers: Mapped[bool] = mapped_column(Boolean, default=False)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    offer_answer: Mapped[OfferAnswer | None] = mapped_column(EnumText(OfferAnswer))
    offer_answered_at: Mapped[datetime | None] = mapped_column(Moment)


class SafetyRead(Model):
    """A candidate has read the safety card before writing to a professional."""

    __tablename__ = "safety_reads"

    candidate_id: Mapped[uuid.UUID] = owned_by("users.id", index=False, primary_key=True)
    professional_id: Mapped[uuid.UUID] = owned_by("users.id", primary_key=True)
    read_at: Mapped[datetime] = mapped_column(Moment, default=now)
