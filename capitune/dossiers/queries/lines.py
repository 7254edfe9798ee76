"""What reads give back: frozen lines, ready for a page or a presenter. No record leaves a read."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from capitune.accounts.people import Face
from capitune.dossiers.nextaction import Next
from capitune.dossiers.states import (
    AssignmentStatus,
    Decision,
    DocumentStatus,
    Family,
    Kind,
    Necessity,
    Owner,
    ReviewerRole,
    Scan,
    Stage,
    Status,
)

Labels = dict[str, str]
AnyRow = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A reason for asking for a new version."""

    code: str
    labels: Labels


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A decision on a version."""

    decision: Decision
    reasons: tuple[ReasonLine, ...]
    comment: str
    reviewer: Face
    at: datetime


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of one file; ``size`` in bytes."""

    id: uuid.UUID
    requirement_id: uuid.UUID
    kind: Kind
    number: int
    status: DocumentStatus
    version: int
    scan: Scan
    file_name: str
    mime_type: str
    size: int
    pages: int | None
    sha256: str
    created_at: datetime
    superseded_at: datetime | None
    uploaded_by: Face
    review: ReviewLine | None

    @property
    def is_current(self) -> bool:
        """The version that counts for its kind."""
        return self.superseded_at is None

    @property
    def is_readable(self) -> bool:
        """Scanned and clean."""
        return self.scan is Scan.CLEAN


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """A document asked for, with every version sent that was not taken back, newest first."""

    id: uuid.UUID
    code: str
    category: str
    labels: Labels
    help: Labels
    necessity: Necessity
    is_triggered: bool
    reviewer_role: ReviewerRole
    sensitive: bool
    lead_days: int
    position: int
    status: DocumentStatus
    updated_at: datetime
    versions: tuple[VersionLine, ...] = ()

    @property
    def is_counted(self) -> bool:
        """Counts in the progress: required, or conditional and triggered."""
        return self.necessity is Necessity.REQUIRED or (
            self.necessity is Necessity.CONDITIONAL and self.is_triggered
        )

    @property
    def current(self) -> tuple[VersionLine, ...]:
        """The versions that count: the original's, then the translation's."""
        found = (v for v in self.versions if v.is_current)
        return tuple(sorted(found, key=lambda v: v.kind is Kind.TRANSLATION))

    @property
    def review(self) -> ReviewLine | None:
        """The latest decision on a version that still counts."""
        found = [v.review for v in self.current if v.review]
        return max(found, key=lambda r: r.at, default=None)


@dataclass(frozen=True, slots=True)
class StepLine:
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

    def is_overdue(self, today: date) -> bool:
        """Open after its target date."""
        return self.done_at is None and self.target_on < today


@dataclass(frozen=True, slots=True)
class AssignmentLine:
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


@dataclass(frozen=True, slots=True)
class Turns:
    """How many things wait for whom: documents to send or replace, versions to decide on, open
    authority steps that have begun.
    """

    candidate: int
    professional: int
    authority: int


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """The version of the template that a dossier keeps."""

    code: str
    version: int
    labels: Labels


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


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A template on offer. ``duration_days`` runs from the opening to the end of the last step."""

    code: str
    version: int
    family: Family
    labels: Labels
    required_count: int
    duration_days: int


@dataclass(frozen=True, slots=True)
class TemplateDocument:
    """A document that a template asks for."""

    code: str
    category: str
    labels: Labels
    help: Labels
    necessity: Necessity
    reviewer_role: ReviewerRole
    lead_days: int


@dataclass(frozen=True, slots=True)
class TemplateTask:
    """A step of a template; days are counted from the opening."""

    code: str
    labels: Labels
    owner: Owner
    offset_days: int
    duration_days: int
    completes_with: str | None


@dataclass(frozen=True, slots=True)
class TemplateDetail:
    """A template on offer, with its parts."""

    code: str
    version: int
    family: Family
    labels: Labels
    documents: tuple[TemplateDocument, ...]
    steps: tuple[TemplateTask, ...]


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One act in the journal of a dossier. ``labels`` name the document, the step or the template it is
    about; ``person`` is the professional an assignment is about; ``data`` holds codes.
    """

    id: uuid.UUID
    at: datetime
    act: str
    actor: Face | None
    actor_name: str
    actor_role: str | None
    subject_type: str
    subject_id: uuid.UUID | None
    labels: Labels
    person: Face | None
    data: dict[str, object]


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A version that waits for this professional's decision."""

    document_id: uuid.UUID
    dossier_id: uuid.UUID
    requirement_id: uuid.UUID
    dossier_number: str
    candidate: Face
    labels: Labels
    kind: Kind
    number: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """An assignment that waits for this professional's answer: few facts, for access has not begun."""

    id: uuid.UUID
    role: ReviewerRole
    status: AssignmentStatus
    created_at: datetime
    dossier_number: str
    candidate_first_name: str
    template_labels: Labels
    family: Family
