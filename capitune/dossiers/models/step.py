"""The steps of a dossier."""

import uuid
from datetime import date, datetime

from sqlalchemy import Boolean, Date, Index, Integer, Text, UniqueConstraint, false, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.dossiers.models.dossier import Dossier
from capitune.dossiers.states import Owner


class Step(HasId, Model):
    """A step: whose turn, by when, and the document type whose validation completes it.

    ``dated_by_hand``: its days follow the plan no more. ``hold_reason``: why it waits, since ``held_at``.
    ``added_by_id``: who added it; None for those of the programme. ``version`` rises with each change by a person.
    """

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
    dated_by_hand: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    held_at: Mapped[datetime | None] = mapped_column(Moment)
    hold_reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    added_by_id: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="RESTRICT")
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    dossier: Mapped[Dossier] = relationship(lazy="raise")
