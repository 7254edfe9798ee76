"""From one address to another."""

import uuid
from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import HasId, Model, Moment, owned_by


class EmailChange(HasId, Model):
    """A change of address that was asked for. Confirmed with the code sent to the new one; undone, for
    seven days, with the link sent to the old one.
    """

    __tablename__ = "email_changes"

    user_id: Mapped[uuid.UUID] = owned_by("users.id")
    code_id: Mapped[uuid.UUID | None] = owned_by(
        "one_time_codes.id", ondelete="SET NULL", unique=True, index=False
    )
    old_email: Mapped[str] = mapped_column(Text)
    new_email: Mapped[str] = mapped_column(Text)
    new_key: Mapped[str] = mapped_column(Text)
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    undone_at: Mapped[datetime | None] = mapped_column(Moment)
