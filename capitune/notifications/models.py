"""What a person is told inside the product."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import HasId, Model, Moment, owned_by


class Notification(HasId, Model):
    """One thing told to one person. ``facts`` holds codes, ids and public titles; the words are chosen
    when it is read, in the reader's language. ``key`` makes telling twice once.
    """

    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("user_id", "key"),
        Index("ix_notifications_user_id_id", "user_id", "id"),
        Index("ix_notifications_unread", "user_id", postgresql_where="read_at IS NULL"),
    )

    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False)
    kind: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    url: Mapped[str] = mapped_column(Text)
    read_at: Mapped[datetime | None] = mapped_column(Moment)
