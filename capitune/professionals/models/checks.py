"""What happens while a credential is checked: approvals, moves, codes, cases of impersonation."""

import uuid
from datetime import datetime

from sqlalchemy import Index, Integer, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.professionals.states import Body, CredentialStatus


class Approval(HasId, Model):
    """One admin's yes. Two, of different people, in the same round, approve."""

    __tablename__ = "credential_approvals"
    __table_args__ = (
        UniqueConstraint("credential_id", "round", "approver_id"),
        UniqueConstraint("credential_id", "round", "place"),
    )

    credential_id: Mapped[uuid.UUID] = owned_by("credentials.id", index=False)
    round: Mapped[int] = mapped_column(Integer)
    place: Mapped[int] = mapped_column(Integer)
    approver_id: Mapped[uuid.UUID] = owned_by("users.id", ondelete="RESTRICT")
    # What they had looked at; nothing of an approval given by a program.
    looked: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")
    note: Mapped[str] = mapped_column(Text, default="", server_default="")


class CredentialMove(HasId, Model):
    """A change of state, with its reason: what the professional reads as the history. Never changed."""

    __tablename__ = "credential_moves"
    __table_args__ = (
        one_of("status", CredentialStatus),
        Index("ix_credential_moves_credential_id_id", "credential_id", "id"),
    )

    credential_id: Mapped[uuid.UUID] = owned_by("credentials.id", index=False)
    status: Mapped[CredentialStatus] = mapped_column(EnumText(CredentialStatus))
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="SET NULL")


class ContactCode(HasId, Model):
    """A one-time code sent to the address that the official register shows.

    The code itself is stored nowhere: it is derived from this row's id and the application's key.
    """

    __tablename__ = "credential_codes"
    __table_args__ = (
        Index("ix_credential_codes_credential_id_created_at", "credential_id", "created_at"),
    )

    credential_id: Mapped[uuid.UUID] = owned_by("credentials.id", index=False)
    sent_to: Mapped[str] = mapped_column(Text)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    replaced_at: Mapped[datetime | None] = mapped_column(Moment)


class ImpersonationCase(HasId, Model):
    """Several people claim one number. While it is open, contact and decisions rest for all of them."""

    __tablename__ = "impersonation_cases"
    __table_args__ = (
        one_of("body", Body),
        Index(
            "uq_impersonation_cases_open",
            "body",
            "number_norm",
            unique=True,
            postgresql_where="settled_at IS NULL",
        ),
    )

    body: Mapped[Body] = mapped_column(EnumText(Body))
    number_norm: Mapped[str] = mapped_column(Text)
    settled_at: Mapped[datetime | None] = mapped_column(Moment)
    settled_by_id: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="SET NULL")
    kept_id: Mapped[uuid.UUID | None] = owned_by("credentials.id", ondelete="SET NULL")
