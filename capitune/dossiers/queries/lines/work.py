"""The journal, and what waits for a professional."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from capitune.accounts.people import Face
from capitune.dossiers.queries.lines.rows import Labels
from capitune.dossiers.states import AssignmentStatus, Family, Kind, ReviewerRole


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
    position: int
    number: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """An assignment that waits for this professional's answer: few facts, for access has not begun.
    ``suggested_by``: the first name of the colleague who did, None if nobody; ``takes_over``: in their place.
    """

    id: uuid.UUID
    role: ReviewerRole
    status: AssignmentStatus
    created_at: datetime
    dossier_number: str
    candidate_first_name: str
    template_labels: Labels
    family: Family
    suggested_by: str | None = None
    takes_over: bool = False
