"""One digest: a letter that tells several things at once."""

import uuid
from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import HasId, Model, owned_by


class Digest(HasId, Model):
    """That a person's digest of one period was asked for. ``period`` is the day, where they are, on which
    it was due; there is never a second one.
    """

    __tablename__ = "digests"
    __table_args__ = (UniqueConstraint("user_id", "period"),)

    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False)
    period: Mapped[date] = mapped_column()
