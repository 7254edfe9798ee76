"""The dashboard of each role."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import RootModel
from typing_extensions import TypedDict

from capitune.api.shapes.dossiers import Dossier, Step
from capitune.api.shapes.people import Name
from capitune.dossiers.states import AssignmentStatus, Family, Kind, ReviewerRole


class CandidateDashboard(TypedDict):
    """A candidate's: the one next action, and their dossiers."""

    role: Literal["candidate"]
    unread: int
    next_action: Step
    dossiers: list[Dossier]


class Waiting(TypedDict):
    """A version that waits for this professional's decision."""

    document_id: UUID
    dossier_id: UUID
    requirement_id: UUID
    number: str
    candidate: Name
    title: str
    kind: Kind
    created_at: datetime


class Pipeline(TypedDict):
    """How many dossiers stand in each stage, archived ones left out."""

    prospect: int
    interested: int
    active: int
    validated: int


class Proposal(TypedDict):
    """An assignment that waits for an answer: few facts, for access has not begun."""

    id: UUID
    role: ReviewerRole
    status: AssignmentStatus
    number: str
    candidate_first_name: str
    template: str
    family: Family
    created_at: datetime


class ProfessionalDashboard(TypedDict):
    """A professional's: how many dossiers stand where, and what waits for them."""

    role: Literal["professional"]
    unread: int
    verified: bool
    pipeline: Pipeline
    to_review: list[Waiting]
    proposals: list[Proposal]


class StaffDashboard(TypedDict):
    """The team's: how many dossiers stand where (an admin sees all, a moderator none)."""

    role: Literal["moderator", "admin"]
    unread: int
    pipeline: Pipeline


class Dashboard(RootModel[CandidateDashboard | ProfessionalDashboard | StaffDashboard]):
    """By role."""
