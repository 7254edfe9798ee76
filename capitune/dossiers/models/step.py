"""The steps of a dossier."""

import uuid
from datetime import date, datetime

from sqlalchemy import Date, Index, Integer, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.dossiers.models.dossier import Dossier
from capitune.dossiers.states import Owner


class Step(HasId, Model):
    """A step: whose turn, by when, and the document type whose validation completes it."""

    __tablename__ = "steps"
    __table_args__ = (
        UniqueConstraint("dossier_id", "code"),
        one_of("owner", Owner),
        Index("ix_steps_due", "target_on", postgresql_where=text("done_at IS NULL")),
    )

    dossier_id: Mapped[uuid.UUID] = owned_by("dossiers.id", index=False)
    code: Mapped[str] = mapped_column(Text)
    labels: Mapped[dict[str, str]] = mapped_column(JSONB)
    owner: Mapped[Owner] = mapped_column(EnumText(Owner))
    starts_on: Mapped[date] = mapped_column(Date)
    target_on: Mapped[date] = mapped_column(Date)
    completes_with: Mapped[str | None] = mapped_column(Text)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    position: Mapped[int] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    dossier: Mapped[Dossier] = relationship(lazy="raise")
