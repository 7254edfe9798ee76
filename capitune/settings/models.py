"""The switches that were turned."""

import uuid
from datetime import datetime

from sqlalchemy import Boolean, Integer
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.clock import now
from capitune.core.db import EnumText, Model, Moment, one_of, owned_by
from capitune.settings.states import Switch


class TurnedSwitch(Model):
    """How a switch stands, since when, by whom; ``version`` is the optimistic lock of those who turn it."""

    __tablename__ = "switches"
    __table_args__ = (one_of("name", Switch),)

    name: Mapped[Switch] = mapped_column(EnumText(Switch), primary_key=True)
    is_on: Mapped[bool] = mapped_column(Boolean)
    version: Mapped[int] = mapped_column(Integer, default=1)
    turned_at: Mapped[datetime] = mapped_column(Moment, default=now)
    turned_by_id: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="SET NULL")
