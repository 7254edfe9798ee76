"""Sign-ins of programs."""

import uuid
from datetime import datetime

from sqlalchemy import Index, Integer, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.clock import now
from capitune.core.db import HasId, Model, Moment, owned_by


class TokenFamily(HasId, Model):
    """One sign-in through the API; its refresh tokens descend from one another."""

    __tablename__ = "token_families"
    __table_args__ = (
        Index("ix_token_families_expires_at", "expires_at"),
        Index("ix_token_families_last_seen_at", "last_seen_at"),
    )

    user_id: Mapped[uuid.UUID] = owned_by("users.id")
    authz_version: Mapped[int] = mapped_column(Integer)
    last_seen_at: Mapped[datetime] = mapped_column(Moment, default=now)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    # When its owner last proved to be who they are (password or factor), and last by a second factor.
    proved_at: Mapped[datetime | None] = mapped_column(Moment)
    factor_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_reason: Mapped[str | None] = mapped_column(Text)
    device: Mapped[str] = mapped_column(Text, default="")
    address: Mapped[str | None] = mapped_column(Text)


class RefreshToken(HasId, Model):
    """One refresh token: opaque outside, hashed here, good once (and ten seconds more)."""

    __tablename__ = "refresh_tokens"
    __table_args__ = (UniqueConstraint("secret_hash"),)

    family_id: Mapped[uuid.UUID] = owned_by("token_families.id")
    parent_id: Mapped[uuid.UUID | None] = owned_by("refresh_tokens.id")
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
