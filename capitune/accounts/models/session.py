"""Browsers that are signed in."""

import uuid
from datetime import datetime

from sqlalchemy import Boolean, Index, Integer, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.clock import now
from capitune.core.db import HasId, Model, Moment, owned_by


class WebSession(HasId, Model):
    """A browser that is signed in. Only the hash of the cookie's secret is kept."""

    __tablename__ = "web_sessions"
    __table_args__ = (
        UniqueConstraint("secret_hash"),
        Index("ix_web_sessions_expires_at", "expires_at"),
        Index("ix_web_sessions_last_seen_at", "last_seen_at"),
    )

    user_id: Mapped[uuid.UUID] = owned_by("users.id")
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    authz_version: Mapped[int] = mapped_column(Integer)
    remember: Mapped[bool] = mapped_column(Boolean, default=False)
    last_seen_at: Mapped[datetime] = mapped_column(Moment, default=now)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    # When its owner last proved to be who they are (password or factor), and last by a second factor.
    proved_at: Mapped[datetime | None] = mapped_column(Moment)
    factor_at: Mapped[datetime | None] = mapped_column(Moment)
    device: Mapped[str] = mapped_column(Text, default="")
    address: Mapped[str | None] = mapped_column(Text)
