"""The dashboard of each role."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import RootModel
from typing_extensions import TypedDict

from capitune.api.shapes.dossiers import Dossier, Step
from capitune.api.shapes.people import Name
from capitune.dossiers.states import AssignmentStatus, Family, Kind, Owner, ReviewerRole


class Refused(TypedDict):
    """A document that is asked for again, and why."""

    requirement_id: UUID
    title: str
    reasons: list[str]
    comment: str


class Coming(TypedDict):
    """The next day that matters in a dossier."""

    on: date
    title: str


class Turns(TypedDict):
    """How many things wait for whom."""

    candidate: int
    professional: int
    authority: int


class LastMessage(TypedDict):
    """One of the last two messages of a conversation. ``awaited``: an answer to it is waited for."""

    id: UUID
    author: Name
    body: str
    awaited: bool
    created_at: datetime


class CandidateDashboard(TypedDict):
    """A candidate's: the one next action, their dossiers; of the one in hand, what was refused (the first three), the
    next date, how much waits for whom, the last words.
    """

    role: Literal["candidate"]
    unread: int
    next_action: Step
    refused: list[Refused]
    next_date: Coming | None
    turns: Turns | None
    messages: list[LastMessage]
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


class Deadline(TypedDict):
    """The next step of a dossier that this professional accompanies, within seven days."""

    on: date
    title: str
    owner: Owner
    dossier_id: UUID
    number: str
    candidate: Name


class Owed(TypedDict):
    """A message of a candidate that awaits an answer of those who accompany them."""

    message_id: UUID
    dossier_id: UUID
    number: str
    candidate: Name
    created_at: datetime


class Figures(TypedDict):
    """Own figures: dossiers accompanied, those of them with a step past its day (100 at most), documents validated this month, and the median of days to answer one over
    the last ninety days (null without any).
    """

    clients: int
    late: int
    validated_this_month: int
    median_days_to_answer: float | None


class ProfessionalDashboard(TypedDict):
    """A professional's: how many dossiers stand where, what waits for them, their week and own figures."""

    role: Literal["professional"]
    unread: int
    verified: bool
    pipeline: Pipeline
    to_review: list[Waiting]
    proposals: list[Proposal]
    to_answer: list[Owed]
    deadlines: list[Deadline]
    figures: Figures


class StaffDashboard(TypedDict):
    """The team's: how many dossiers stand where (an admin sees all, a moderator none)."""

    role: Literal["moderator", "admin"]
    unread: int
    pipeline: Pipeline


class Dashboard(RootModel[CandidateDashboard | ProfessionalDashboard | StaffDashboard]):
    """By role."""
