"""The dossiers of a professional, as their pipeline shows them."""

import uuid
from datetime import date, datetime

from sqlalchemy import Date, Index, Integer, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import EnumText, Model, Moment, one_of, owned_by
from capitune.dossiers.states import Family, NextAction, Stage

OPEN, CLOSED = "archived_at IS NULL", "archived_at IS NOT NULL"


class Case(Model):
    """A dossier that this professional accompanies now: kept beside what it follows from, so that a pipeline
    of thousands is read in its own order (``services.caseload``).

    ``aside_at`` is when this professional set it aside for themselves, whatever the others do; ``archived_at`` when
    it left the pipeline, archived for everybody or set aside. ``due_on`` is the day of the earliest open step, whoever's it is; the end of time without one. ``words`` are
    what a search looks in: names and number, without capitals and accents.
    """

    __tablename__ = "caseload"
    __table_args__ = (
        one_of("stage", Stage),
        one_of("family", Family),
        one_of("next_action", NextAction),
        # With what filters read, so that counting thousands visits no row.
        Index(
            "ix_caseload_open",
            "professional_id",
            "stage",
            "due_on",
            "dossier_id",
            postgresql_where=text(OPEN),
            postgresql_include=["family", "next_action", "next_step_on", "words"],
        ),
        Index(
            "ix_caseload_by_day",
            "professional_id",
            "due_on",
            "dossier_id",
            postgresql_where=text(OPEN),
        ),
        Index(
            "ix_caseload_archived",
            "professional_id",
            "due_on",
            "dossier_id",
            postgresql_where=text(CLOSED),
        ),
    )

    professional_id: Mapped[uuid.UUID] = owned_by("users.id", index=False, primary_key=True)
    dossier_id: Mapped[uuid.UUID] = owned_by("dossiers.id", primary_key=True)
    number: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    candidate_first_name: Mapped[str] = mapped_column(Text)
    candidate_last_name: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    family: Mapped[Family] = mapped_column(EnumText(Family))
    stage: Mapped[Stage] = mapped_column(EnumText(Stage))
    archived_at: Mapped[datetime | None] = mapped_column(Moment)
    aside_at: Mapped[datetime | None] = mapped_column(Moment)
    planned_submission_on: Mapped[date | None] = mapped_column(Date)
    due_on: Mapped[date] = mapped_column(Date)
    validated_count: Mapped[int] = mapped_column(Integer)
    counted_count: Mapped[int] = mapped_column(Integer)
    next_action: Mapped[NextAction] = mapped_column(EnumText(NextAction))
    next_requirement_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    next_step_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    next_step_on: Mapped[date | None] = mapped_column(Date)
    next_requirement_labels: Mapped[dict[str, str] | None] = mapped_column(JSONB(none_as_null=True))
    next_step_labels: Mapped[dict[str, str] | None] = mapped_column(JSONB(none_as_null=True))
