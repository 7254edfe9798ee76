"""Accounts that the team closed for a while, or until further notice."""

import uuid
from datetime import datetime

from sqlalchemy import Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from capitune.accounts.states import SuspensionReason
from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by


class Suspension(HasId, Model):
    """One suspension: why (``words`` are for the team, ``message`` for the person) and until when.

    Without ``until`` it lasts until somebody lifts it; ``lifted_by`` is empty when the clock did. At most
    one of a person is open.
    """

    __tablename__ = "suspensions"
    __table_args__ = (
        one_of("reason", SuspensionReason),
        Index(
            "uq_suspensions_open",
            "user_id",
            unique=True,
            postgresql_where=text("lifted_at IS NULL"),
        ),
    )

    user_id: Mapped[uuid.UUID] = owned_by("users.id")
    suspended_by: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="SET NULL")
    reason: Mapped[SuspensionReason] = mapped_column(EnumText(SuspensionReason))
    words: Mapped[str] = mapped_column(Text)
    message: Mapped[str] = mapped_column(Text)
    until: Mapped[datetime | None] = mapped_column(Moment)
    lifted_at: Mapped[datetime | None] = mapped_column(Moment)
    lifted_by: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="SET NULL")
