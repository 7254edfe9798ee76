"""A person's dossier."""

import uuid
from datetime import date, datetime

from sqlalchemy import Date, Index, Integer, Sequence, Text, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from capitune.accounts.models import User
from capitune.core.clock import now
from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.dossiers.models.assignment import Assignment
from capitune.dossiers.models.catalogue import Template
from capitune.dossiers.states import (
    AssignmentStatus,
    Family,
    NextAction,
    Stage,
    Status,
)

NUMBERS = Sequence("dossier_numbers", metadata=Model.metadata)


class Dossier(HasId, Model):
    """A dossier, with the few figures that lists need kept beside it.

    ``validated_count``, ``counted_count``, ``next_*`` are recomputed by each act that touches them
    (``services.figures``). ``version`` rises with each change of the dossier's own facts.
    """

    __tablename__ = "dossiers"
    __table_args__ = (
        UniqueConstraint("number"),
        one_of("family", Family),
        one_of("stage", Stage),
        one_of("next_action", NextAction),
        Index("ix_dossiers_candidate_id_id", "candidate_id", "id"),
        # Staff find a person by the beginning of a number.
        Index("ix_dossiers_number_prefix", "number", postgresql_ops={"number": "text_pattern_ops"}),
    )

    number: Mapped[str] = mapped_column(Text)
    candidate_id: Mapped[uuid.UUID] = owned_by("users.id", ondelete="RESTRICT", index=False)
    template_id: Mapped[uuid.UUID] = owned_by("templates.id", ondelete="RESTRICT")
    family: Mapped[Family] = mapped_column(EnumText(Family))
    title: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text, default="")
    planned_submission_on: Mapped[date | None] = mapped_column(Date)
    stage: Mapped[Stage] = mapped_column(EnumText(Stage), default=Stage.PROSPECT)
    started_at: Mapped[datetime | None] = mapped_column(Moment)
    archived_at: Mapped[datetime | None] = mapped_column(Moment)
    validated_count: Mapped[int] = mapped_column(Integer, default=0)
    counted_count: Mapped[int] = mapped_column(Integer, default=0)
    next_action: Mapped[NextAction] = mapped_column(
        EnumText(NextAction), default=NextAction.PROVIDE_DOCUMENT
    )
    next_requirement_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    next_step_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    next_step_on: Mapped[date | None] = mapped_column(Date)
    # The version of the quote that waits for the candidate's answer.
    quote_number: Mapped[int | None] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer, default=1)
    # What the candidate answered to the questions of the template: codes, by the code of the question.
    answers: Mapped[dict[str, list[str]]] = mapped_column(JSONB, default=dict)
    updated_at: Mapped[datetime] = mapped_column(Moment, default=now, onupdate=now)

    candidate: Mapped[User] = relationship(lazy="raise")
    template: Mapped[Template] = relationship(lazy="raise")
    assignments: Mapped[list[Assignment]] = relationship(
        back_populates="dossier", order_by=Assignment.id, lazy="selectin"
    )

    @property
    def status(self) -> Status:
        """What the candidate is told."""
        if self.archived_at:
            return Status.ARCHIVED
        if self.stage is Stage.VALIDATED:
            return Status.VALIDATED
        return Status.IN_PROGRESS if self.started_at else Status.DRAFT

    @property
    def progress(self) -> int | None:
        """Whole per cent of the counted requirements that are validated; None with nothing to count.

        Rounded down, so that 100 is said only when everything is there.
        """
        if not self.counted_count:
            return None
        return 100 * self.validated_count // self.counted_count

    @property
    def is_archived(self) -> bool:
        """Set aside: readable, closed to changes until reopened."""
        return self.archived_at is not None

    def roles_of(self, user_id: uuid.UUID | None) -> frozenset[str]:
        """The roles in which this professional is assigned now."""
        return frozenset(
            a.role.value
            for a in self.assignments
            if a.professional_id == user_id and a.status is AssignmentStatus.ACTIVE
        )
