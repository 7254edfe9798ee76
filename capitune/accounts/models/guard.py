"""How often an account's password was guessed wrong."""

import uuid
from datetime import datetime

from sqlalchemy import Integer
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import Model, Moment, owned_by


class SignInGuard(Model):
    """Wrong passwords of one account since ``since``; locked for browsers that it does not know.

    ``lifted_until``: its owner opened it by mail, so that nobody keeps them out.
    """

    __tablename__ = "sign_in_guards"

    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False, primary_key=True)
    failures: Mapped[int] = mapped_column(Integer, default=0)
    since: Mapped[datetime] = mapped_column(Moment)
    locked_until: Mapped[datetime | None] = mapped_column(Moment)
    lifted_until: Mapped[datetime | None] = mapped_column(Moment)
