"""A whole dossier: steps, people, turns."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from capitune.accounts.people import Face
from capitune.dossiers.nextaction import Next
from capitune.dossiers.queries.lines.documents import RequirementLine, VersionLine
from capitune.dossiers.queries.lines.dossier import AssignmentLine, KnownDossier, TemplateFacts
from capitune.dossiers.queries.lines.rows import Labels
from capitune.dossiers.states import AssignmentStatus, Family, Owner, ReviewerRole, Stage, Status


class StepLine(NamedTuple):
    """A step: whose turn, by when."""

    id: uuid.UUID
    code: str
    labels: Labels
    owner: Owner
    starts_on: date
    target_on: date
    completes_with: str | None
    done_at: datetime | None
    position: int
    held_at: datetime | None
    hold_reason: str
    added_by_id: uuid.UUID | None
    version: int

    def is_overdue(self, today: date) -> bool:
        """Open after its target date, and not on hold."""
        return self.done_at is None and self.held_at is None and self.target_on < today


class Judged(NamedTuple):
    """A line of what is asked for with its dossier: what the policy judges."""

    line: RequirementLine
    dossier: KnownDossier

    @property
    def code(self) -> str:
        """Which document."""
        return self.line.code

    @property
    def reviewer_role(self) -> ReviewerRole:
        """Who decides on it."""
        return self.line.reviewer_role


@dataclass(frozen=True, slots=True)
class Turns:
    """How many things wait for whom: documents to send or replace, versions to decide on, open
    authority steps that have begun.
    """

    candidate: int
    professional: int
    authority: int


@dataclass(frozen=True, slots=True)
class Papers:
    """What a dossier asks for. Without the right to read documents (``shows_documents`` False: staff)
    there are no versions.
    """

    requirements: tuple[RequirementLine, ...]
    shows_documents: bool

    def requirement(self, requirement_id: uuid.UUID | None) -> RequirementLine | None:
        """The requirement with this id, if it is one of this dossier's."""
        return next((r for r in self.requirements if r.id == requirement_id), None)

    def twin_of(self, version: VersionLine) -> tuple[RequirementLine, VersionLine] | None:
        """The version that holds the same bytes, with its requirement; None once that one is gone."""
        if version.duplicate_of_id is None:
            return None
        sent = ((row, v) for row in self.requirements for v in row.versions)
        return next(((row, v) for row, v in sent if v.id == version.duplicate_of_id), None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole dossier. ``progress`` in whole per cent, None with nothing to count.

    Without the right to read documents (``shows_documents`` False: staff), requirements have no
    versions.
    """

    id: uuid.UUID
    number: str
    title: str
    description: str
    family: Family
    stage: Stage
    status: Status
    planned_submission_on: date | None
    archived_at: datetime | None
    created_at: datetime
    updated_at: datetime
    version: int
    template: TemplateFacts
    candidate: Face
    requirements: tuple[RequirementLine, ...]
    steps: tuple[StepLine, ...]
    assignments: tuple[AssignmentLine, ...]
    progress: int | None
    validated_count: int
    counted_count: int
    next: Next
    turns: Turns
    shows_documents: bool

    def requirement(self, requirement_id: uuid.UUID | None) -> RequirementLine | None:
        """The requirement with this id, if it is one of this dossier's."""
        return next((r for r in self.requirements if r.id == requirement_id), None)

    def step(self, step_id: uuid.UUID | None) -> StepLine | None:
        """The step with this id, if it is one of this dossier's."""
        return next((s for s in self.steps if s.id == step_id), None)

    @property
    def team(self) -> tuple[AssignmentLine, ...]:
        """Who accompanies it now."""
        return tuple(a for a in self.assignments if a.status is AssignmentStatus.ACTIVE)
