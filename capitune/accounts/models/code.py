"""One-time secrets."""

import uuid
from datetime import datetime

from sqlalchemy import Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from capitune.accounts.states import CodePurpose
from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by


class OneTimeCode(HasId, Model):
    """A one-time secret that was asked for.

    The secret itself is stored nowhere: it is derived from this row's id and the application's key, so
    the worker can write it into the mail and nobody can read it from the database.
    """

    __tablename__ = "one_time_codes"
    __table_args__ = (
        one_of("purpose", CodePurpose),
        Index("ix_one_time_codes_user_id_purpose_created_at", "user_id", "purpose", "created_at"),
    )

    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False)
    purpose: Mapped[CodePurpose] = mapped_column(EnumText(CodePurpose))
    expires_at: Mapped[datetime] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    replaced_at: Mapped[datetime | None] = mapped_column(Moment)
