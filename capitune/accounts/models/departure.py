"""Accounts that their owner asked to delete."""

import uuid
from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import HasId, Model, Moment, owned_by


class Departure(HasId, Model):
    """That a person asked for their account to be erased, and what became of it.

    Until ``erases_at`` they can come back. ``begun_at``: erasing has begun, there is no way back;
    ``erased_at``: nothing is left. The row stays: with the ids alone it says when an account was erased.
    """

    __tablename__ = "departures"
    __table_args__ = (
        Index("ix_departures_user_id_id", "user_id", "id"),
        Index(
            "uq_departures_open",
            "user_id",
            unique=True,
            postgresql_where="came_back_at IS NULL AND erased_at IS NULL",
        ),
    )

    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False)
    erases_at: Mapped[datetime] = mapped_column(Moment)
    came_back_at: Mapped[datetime | None] = mapped_column(Moment)
    begun_at: Mapped[datetime | None] = mapped_column(Moment)
    erased_at: Mapped[datetime | None] = mapped_column(Moment)

    def is_open_at(self, moment: datetime) -> bool:
        """One can still come back: not yet done, not begun, the last instant not reached."""
        over = self.came_back_at or self.begun_at or self.erased_at
        return over is None and moment < self.erases_at
