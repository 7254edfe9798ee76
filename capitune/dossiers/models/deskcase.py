"""Dossiers as the team's desk finds them."""

import uuid
from datetime import date, datetime

from sqlalchemy import Date, Index, Integer, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import EnumText, Model, Moment, one_of, owned_by
from capitune.dossiers.states import Family, Party, Stage

OPEN = text("archived_at IS NULL")


class DeskCase(Model):
    """What staff look dossiers up by: kept beside what it follows from, so that a list over all of them is read
    in its own order, and shown from the same rows (``services.deskcases``).

    ``turn`` is whose turn it is today, since ``turn_since``; once ``step_on`` has passed it is the candidate's.
    ``review_since`` is when the oldest version that waits for a decision was sent. ``due_on`` as in ``Case``.
    ``professionals`` counts those who accompany it now. ``last_act_at`` is when something was last recorded about it:
    the database writes it with each line of its journal (``set_last_act``), or a page would look for 25 of them.
    """

    __tablename__ = "desk_cases"
    __table_args__ = (
        one_of("family", Family),
        one_of("stage", Stage),
        one_of("turn", Party),
        *(
            Index(f"ix_desk_cases_{name}", name, "dossier_id", postgresql_where=OPEN)
            for name in ("stage", "family", "template_code", "country", "due_on")
        ),
        Index("ix_desk_cases_turn", "turn", "turn_since", "dossier_id", postgresql_where=OPEN),
        Index(
            "ix_desk_cases_review",
            "review_since",
            "dossier_id",
            postgresql_where=text("archived_at IS NULL AND review_since IS NOT NULL"),
        ),
        Index(
            "ix_desk_cases_alone",
            "dossier_id",
            postgresql_where=text("archived_at IS NULL AND professionals = 0"),
        ),
        Index(
            "ix_desk_cases_archived", "dossier_id", postgresql_where=text("archived_at IS NOT NULL")
        ),
        Index("ix_desk_cases_step_on", "step_on", postgresql_where=text("step_on IS NOT NULL")),
    )

    dossier_id: Mapped[uuid.UUID] = owned_by("dossiers.id", index=False, primary_key=True)
    family: Mapped[Family] = mapped_column(EnumText(Family))
    template_code: Mapped[str] = mapped_column(Text)
    stage: Mapped[Stage] = mapped_column(EnumText(Stage))
    country: Mapped[str | None] = mapped_column(Text)
    archived_at: Mapped[datetime | None] = mapped_column(Moment)
    turn: Mapped[Party] = mapped_column(EnumText(Party))
    turn_since: Mapped[datetime] = mapped_column(Moment)
    step_on: Mapped[date | None] = mapped_column(Date)
    review_since: Mapped[datetime | None] = mapped_column(Moment)
    due_on: Mapped[date] = mapped_column(Date)
    professionals: Mapped[int] = mapped_column(Integer)
    number: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Moment)
    template_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    candidate_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    candidate_first_name: Mapped[str] = mapped_column(Text)
    candidate_last_name: Mapped[str] = mapped_column(Text)
    last_act_at: Mapped[datetime | None] = mapped_column(Moment)
