"""Sign-ins that wait for the second factor, and people who have lost theirs."""

import uuid
from datetime import datetime

from sqlalchemy import Boolean, Index, Integer, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import HasId, Model, Moment, owned_by


class PendingSignIn(HasId, Model):
    """The password was right; the second factor is awaited. Its token is derived from this row's id."""

    __tablename__ = "pending_sign_ins"

    user_id: Mapped[uuid.UUID] = owned_by("users.id")
    authz_version: Mapped[int] = mapped_column(Integer)
    remember: Mapped[bool] = mapped_column(Boolean, default=False)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class FactorRescue(HasId, Model):
    """Somebody who lost every factor asks the team to remove them.

    Mailbox proved by a code, then opened by staff, then a day during which the owner can stop it, then
    done by staff. At most one of a person is under way.
    """

    __tablename__ = "factor_rescues"
    __table_args__ = (
        Index(
            "uq_factor_rescues_under_way",
            "user_id",
            unique=True,
            postgresql_where=text("done_at IS NULL AND ended_at IS NULL"),
        ),
        Index("ix_factor_rescues_created_at_id", "created_at", "id"),
    )

    user_id: Mapped[uuid.UUID] = owned_by("users.id")
    # The six digits are derived from this row's id, like those of ``one_time_codes``.
    code_expires_at: Mapped[datetime] = mapped_column(Moment)
    code_tries: Mapped[int] = mapped_column(Integer, default=0)
    mailbox_proved_at: Mapped[datetime | None] = mapped_column(Moment)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    opened_by: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="SET NULL")
    due_at: Mapped[datetime | None] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    done_by: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="SET NULL")
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_reason: Mapped[str | None] = mapped_column(Text)
