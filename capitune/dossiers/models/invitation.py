"""A professional's invitation of a prospect: the dossier that will be, once they accept."""

import uuid
from datetime import datetime

from sqlalchemy import Index, Integer, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from capitune.accounts.models import User
from capitune.accounts.states import Language
from capitune.core.clock import now
from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.dossiers.invitations import InvitationState
from capitune.dossiers.models.catalogue import Template
from capitune.dossiers.states import ReviewerRole

UNANSWERED = "accepted_at IS NULL AND declined_at IS NULL AND withdrawn_at IS NULL"


class Invitation(HasId, Model):
    """To whom, for which version of which template, in which role. Name and address are forgotten once it is
    accepted: the candidate's account knows them.
    """

    __tablename__ = "dossier_invitations"
    __table_args__ = (
        one_of("role", ReviewerRole),
        one_of("language", Language),
        Index(
            "uq_dossier_invitations_waiting",
            "professional_id",
            "email_key",
            "template_id",
            unique=True,
            postgresql_where=text(UNANSWERED),
        ),
        Index("ix_dossier_invitations_professional_id_id", "professional_id", "id"),
        Index("ix_dossier_invitations_expires_at", "expires_at"),
    )

    professional_id: Mapped[uuid.UUID] = owned_by("users.id", index=False)
    template_id: Mapped[uuid.UUID] = owned_by("templates.id", ondelete="RESTRICT")
    role: Mapped[ReviewerRole] = mapped_column(EnumText(ReviewerRole))
    email: Mapped[str] = mapped_column(Text)
    email_key: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    language: Mapped[Language] = mapped_column(EnumText(Language))
    sends: Mapped[int] = mapped_column(Integer, default=1)
    sent_at: Mapped[datetime] = mapped_column(Moment, default=now)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    accepted_at: Mapped[datetime | None] = mapped_column(Moment)
    declined_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    dossier_id: Mapped[uuid.UUID | None] = owned_by("dossiers.id", ondelete="SET NULL")

    professional: Mapped[User] = relationship(lazy="raise")
    template: Mapped[Template] = relationship(lazy="raise")

    @property
    def state(self) -> InvitationState:
        """What became of it, now."""
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.declined_at:
            return InvitationState.DECLINED
        if self.withdrawn_at:
            return InvitationState.WITHDRAWN
        return InvitationState.SENT if self.expires_at > now() else InvitationState.EXPIRED
