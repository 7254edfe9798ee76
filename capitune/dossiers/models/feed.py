"""The address under which a person's calendar reads their deadlines."""

import uuid
from datetime import date

from sqlalchemy import Date, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import HasId, Model, owned_by


class CalendarFeed(HasId, Model):
    """One for each person who wants it. Only the hash of the secret in its address is kept; no row, no calendar."""

    __tablename__ = "calendar_feeds"
    __table_args__ = (UniqueConstraint("user_id"), UniqueConstraint("secret_hash"))

    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False)
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    last_read_on: Mapped[date | None] = mapped_column(Date)
