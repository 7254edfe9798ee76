"""What a person is told inside the product, and what waits to be told by mail."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Index, Integer, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.notifications.states import Mailing, Place


class Notification(HasId, Model):
    """One thing told to one person. ``facts`` holds codes, ids and public titles; the words are chosen
    when it is read, in the reader's language. ``key`` makes telling twice once.

    Of a group (``group_key``), the newest unread stands for all: it counts them in ``group_size`` and names who
    caused them in ``actors`` (ids, the newest first). ``mail`` is what the reader wanted when it was written.
    """

    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("user_id", "key"),
        one_of("place", Place),
        one_of("mail", Mailing),
        Index("ix_notifications_user_id_id", "user_id", "id"),
        # The bell: its list, its number, and the line that a new one of its group joins.
        Index("ix_notifications_shown", "user_id", "id", postgresql_where="place = 'shown'"),
        Index("ix_notifications_unread", "user_id", "place", postgresql_where="read_at IS NULL"),
        Index(
            "ix_notifications_group",
            "user_id",
            "group_key",
            postgresql_where="read_at IS NULL AND group_key IS NOT NULL",
        ),
        Index(
            "ix_notifications_waiting",
            "user_id",
            "created_at",
            postgresql_where="mail = 'digest' AND digest_id IS NULL AND read_at IS NULL",
        ),
        Index("ix_notifications_digest_id", "digest_id", postgresql_where="digest_id IS NOT NULL"),
    )

    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False)
    kind: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    url: Mapped[str] = mapped_column(Text)
    read_at: Mapped[datetime | None] = mapped_column(Moment)
    place: Mapped[Place] = mapped_column(EnumText(Place), default=Place.SHOWN)
    group_key: Mapped[str | None] = mapped_column(Text)
    group_size: Mapped[int] = mapped_column(Integer, default=1)
    actors: Mapped[list[str]] = mapped_column(JSONB, default=list)
    mail: Mapped[Mailing] = mapped_column(EnumText(Mailing), default=Mailing.OFF)
    digest_id: Mapped[uuid.UUID | None] = owned_by("digests.id", ondelete="SET NULL", index=False)
