"""A dossier as it is known from one read: what its pages begin with, and what the policy judges."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from capitune.accounts.people import Face
from capitune.dossiers.queries.lines.messages import Talk
from capitune.dossiers.queries.lines.rows import Labels
from capitune.dossiers.states import (
    AssignmentStatus,
    Family,
    NextAction,
    ReviewerRole,
    Stage,
    Status,
)
from capitune.dossiers.turns import Passage


class AssignmentLine(NamedTuple):
    """A professional on a dossier, in one role; ``professional.id`` is the user's id."""

    id: uuid.UUID
    dossier_id: uuid.UUID
    professional: Face
    role: ReviewerRole
    status: AssignmentStatus
    reason: str
    created_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    asked_by_id: uuid.UUID | None = None
    takes_over: bool = False
    motive: str = ""


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """The version of the template that a dossier keeps."""

    code: str
    version: int
    labels: Labels


@dataclass(frozen=True, slots=True)
class KnownDossier:
    """The facts of a dossier, its candidate (in whose ``timezone`` its days are counted), and every
    assignment it ever had.

    Pages that only read ask the policy about this one; acts take hold of the record itself.
    """

    id: uuid.UUID
    number: str
    title: str
    description: str
    family: Family
    stage: Stage
    started_at: datetime | None
    archived_at: datetime | None
    planned_submission_on: date | None
    created_at: datetime
    updated_at: datetime
    version: int
    validated_count: int
    counted_count: int
    next_action: NextAction
    next_requirement_id: uuid.UUID | None
    next_step_id: uuid.UUID | None
    next_step_on: date | None
    template: TemplateFacts
    candidate: Face
    timezone: str | None
    assignments: tuple[AssignmentLine, ...]
    status: Status
    progress: int | None
    passages: tuple[Passage, ...]
    talks: Mapping[uuid.UUID, Talk] = field(default_factory=dict)

    def talk_of(self, user_id: uuid.UUID | None) -> Talk:
        """What its conversation holds for this person."""
        return self.talks.get(user_id, Talk()) if user_id else Talk()

    @property
    def dossier(self) -> "KnownDossier":
        """Itself: what the policy looks for on the parts of a dossier."""
        return self

    @property
    def candidate_id(self) -> uuid.UUID:
        """Whose it is."""
        return self.candidate.id

    @property
    def is_archived(self) -> bool:
        """Set aside: readable, closed to changes until reopened."""
        return self.archived_at is not None

    def name_of(self, user_id: uuid.UUID | None) -> str:
        """A professional's name, of those who are or were on it."""
        names = {a.professional.id: a.professional.name for a in self.assignments}
        return names.get(user_id, "") if user_id else ""

    @property
    def people(self) -> dict[uuid.UUID, Face]:
        """Its candidate and whoever was ever asked to accompany it, by their ids."""
        asked = {a.professional.id: a.professional for a in self.assignments}
        return asked | {self.candidate.id: self.candidate}

    @property
    def team(self) -> tuple[AssignmentLine, ...]:
        """Who accompanies it now."""
        return tuple(a for a in self.assignments if a.status is AssignmentStatus.ACTIVE)

    def roles_of(self, user_id: uuid.UUID | None) -> frozenset[str]:
        """The roles in which this professional is assigned now."""
        return frozenset(a.role.value for a in self.team if a.professional.id == user_id)
