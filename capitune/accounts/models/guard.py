"""How often an account's password was guessed wrong."""

import uuid
from datetime import datetime

from sqlalchemy import Integer, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import Model, Moment, owned_by


class SignInGuard(Model):
    """Wrong passwords of one account since ``since``, and until when it stays closed for them.

    One row for each ``browser`` that the account knows, which has its own allowance, and one (``ELSEWHERE``)
    for everybody else together.
    """

    __tablename__ = "sign_in_guards"

    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False, primary_key=True)
    browser: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    failures: Mapped[int] = mapped_column(Integer, default=0)
    since: Mapped[datetime] = mapped_column(Moment)
    locked_until: Mapped[datetime | None] = mapped_column(Moment)
