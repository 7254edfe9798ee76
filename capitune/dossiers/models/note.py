"""Internal notes: a table of their own, which no question of a candidate ever reads."""

import uuid
from datetime import date, datetime

from sqlalchemy import Date, Index, Integer, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from capitune.core.db import HasId, Model, Moment, owned_by
from capitune.dossiers.models.dossier import Dossier


class Note(HasId, Model):
    """What a professional wrote for themselves and their colleagues on a dossier, and the day on which to be
    reminded of it.
    """

    __tablename__ = "notes"
    __table_args__ = (
        Index("ix_notes_dossier_id_id", "dossier_id", "id"),
        Index("ix_notes_remind_on", "remind_on", postgresql_where=text("remind_on IS NOT NULL")),
    )

    dossier_id: Mapped[uuid.UUID] = owned_by("dossiers.id", index=False)
    author_id: Mapped[uuid.UUID] = owned_by("users.id")
    body: Mapped[str] = mapped_column(Text)
    remind_on: Mapped[date | None] = mapped_column(Date)
    edited_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(Integer, default=1)

    dossier: Mapped[Dossier] = relationship(lazy="raise")
