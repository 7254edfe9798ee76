"""A credential: what a professional declares of a licence, and what the official register says of it."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import Boolean, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.clock import now
from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.professionals.states import (
    Body,
    CredentialStatus,
    LicenceClass,
    Profession,
    RegisterStatus,
)

# After the day of the next check: the badge says so, then nobody is sent to this professional any more.
LATE_AFTER, CONTACT_OFF_AFTER = timedelta(days=7), timedelta(days=14)


class Credential(HasId, Model):
    """One licence of one professional.

    ``holds_number``: the one among the living claimants of a number whose claim stands; a second claim
    is recorded all the same, without it, and opens an ``ImpersonationCase``. ``round`` counts what
    approvals are about: they fall when the facts change. ``version`` is the optimistic lock.
    """

    __tablename__ = "credentials"
    __table_args__ = (
        one_of("body", Body),
        one_of("class", LicenceClass),
        one_of("status", CredentialStatus),
        one_of("register_status", RegisterStatus),
        one_of("register_class", LicenceClass),
        one_of("profession", Profession),
        UniqueConstraint("user_id", "body", "number_norm"),
        Index(
            "uq_credentials_holder",
            "body",
            "number_norm",
            unique=True,
            postgresql_where="holds_number",
        ),
        # Whoever looks for claimants of a number; and whoever reads the queue, the oldest first.
        Index("ix_credentials_body_number_norm", "body", "number_norm"),
        Index(
            "ix_credentials_queue",
            "submitted_at",
            "id",
            postgresql_where="status IN ('submitted', 'in_review')",
        ),
        Index("ix_credentials_status_id", "status", "id"),
        Index("ix_credentials_expires_at", "expires_at", postgresql_where="status = 'approved'"),
    )

    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False)
    body: Mapped[Body] = mapped_column(EnumText(Body))
    number: Mapped[str] = mapped_column(Text, default="")
    number_norm: Mapped[str] = mapped_column(Text, default="")
    licence_class: Mapped[LicenceClass] = mapped_column("class", EnumText(LicenceClass))
    jurisdiction: Mapped[str] = mapped_column(Text, default="")
    profession: Mapped[Profession] = mapped_column(EnumText(Profession))
    status: Mapped[CredentialStatus] = mapped_column(
        EnumText(CredentialStatus), default=CredentialStatus.DRAFT
    )
    holds_number: Mapped[bool] = mapped_column(Boolean, default=False)
    submitted_at: Mapped[datetime | None] = mapped_column(Moment)
    approved_at: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(Text, default="")

    # What staff copied from the official register.
    register_url: Mapped[str] = mapped_column(Text, default="")
    register_name: Mapped[str] = mapped_column(Text, default="")
    register_number: Mapped[str] = mapped_column(Text, default="")
    register_class: Mapped[LicenceClass | None] = mapped_column(EnumText(LicenceClass))
    register_jurisdiction: Mapped[str] = mapped_column(Text, default="")
    register_contact: Mapped[str] = mapped_column(Text, default="")
    register_status: Mapped[RegisterStatus | None] = mapped_column(EnumText(RegisterStatus))
    restrictions: Mapped[str] = mapped_column(Text, default="")
    quebec_authorised: Mapped[bool] = mapped_column(Boolean, default=False)
    checked_at: Mapped[datetime | None] = mapped_column(Moment)
    checked_by_id: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="SET NULL")
    contact_proof_at: Mapped[datetime | None] = mapped_column(Moment)
    expires_at: Mapped[datetime | None] = mapped_column(Moment)
    next_check_at: Mapped[datetime | None] = mapped_column(Moment)

    # Who of the team looks at it, and until when nobody else decides.
    held_by_id: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="SET NULL")
    held_until: Mapped[datetime | None] = mapped_column(Moment)

    # What the team asked its owner to send, and since when it waits for that.
    proof_asked: Mapped[str] = mapped_column(Text, default="", server_default="")
    proof_asked_at: Mapped[datetime | None] = mapped_column(Moment)

    round: Mapped[int] = mapped_column(Integer, default=1)
    version: Mapped[int] = mapped_column(Integer, default=1)
    updated_at: Mapped[datetime] = mapped_column(Moment, default=now, onupdate=now)

    def counts_at(self, moment: datetime) -> bool:
        """Approved, and not past its last instant."""
        return self.status is CredentialStatus.APPROVED and (
            self.expires_at is None or self.expires_at > moment
        )

    def is_held_at(self, moment: datetime, *, but_by: uuid.UUID | None = None) -> bool:
        """Somebody (other than ``but_by``) looks at it then."""
        is_held = self.held_until is not None and self.held_until > moment
        return is_held and self.held_by_id is not None and self.held_by_id != but_by

    def is_barred_at(self, moment: datetime) -> bool:
        """What the register shows keeps it from being approved: not entitled, or past its last instant."""
        is_over = self.expires_at is not None and self.expires_at <= moment
        return is_over or self.register_status is RegisterStatus.NOT_ENTITLED

    def is_late_at(self, moment: datetime) -> bool:
        """The check that was due is seven days late."""
        return self.next_check_at is not None and self.next_check_at + LATE_AFTER <= moment

    def is_contact_off_at(self, moment: datetime) -> bool:
        """The check that was due is fourteen days late."""
        return self.next_check_at is not None and self.next_check_at + CONTACT_OFF_AFTER <= moment
