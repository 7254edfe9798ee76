"""Dossiers, who accompanies them, and what happened to them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from typing_extensions import TypedDict

from capitune.api.shapes.catalogue import Question
from capitune.api.shapes.people import Name
from capitune.dossiers.states import (
    AssignmentStatus,
    Family,
    NextAction,
    Party,
    ReviewerRole,
    Stage,
    Status,
)


class Step(TypedDict):
    """What to do next. ``target`` is the requirement or the step it is about, if any."""

    code: NextAction
    label: str
    target: UUID | None


class TemplateName(TypedDict):
    """The version of the template that the dossier keeps."""

    code: str
    title: str


class Companion(Name):
    """A professional who accompanies the dossier now."""

    role: ReviewerRole


class Dossier(TypedDict):
    """A dossier. ``progress`` in whole per cent, null with nothing to count. ``action_required_by``: whose turn
    it is, by the next action.
    """

    id: UUID
    number: str
    title: str
    description: str
    family: Family
    template: TemplateName
    status: Status
    stage: Stage
    archived: bool
    progress: int | None
    next_action: Step
    action_required_by: Party
    candidate: Name
    professionals: list[Companion]
    created_at: datetime
    updated_at: datetime
    version: int
    planned_submission_on: date | None


class Dossiers(TypedDict):
    """A page of dossiers, newest first."""

    items: list[Dossier]
    next_cursor: str | None


class Answers(TypedDict):
    """The questions of the dossier's template, and what the candidate answered: codes, by question."""

    questions: list[Question]
    answers: dict[str, list[str]]
    version: int


class Assignment(TypedDict):
    """A professional asked for, proposed or at work on a dossier; ``professional.id`` is the user's."""

    id: UUID
    dossier_id: UUID
    professional: Name
    role: ReviewerRole
    status: AssignmentStatus
    reason: str
    created_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None


class Suggestion(TypedDict):
    """A colleague whom a professional (``suggested_by``: the user's id) suggests, and why; ``takes_over``: in their
    place.
    """

    id: UUID
    dossier_id: UUID
    professional: Name
    role: ReviewerRole
    takes_over: bool
    motive: str
    suggested_by: UUID | None
    created_at: datetime


class Suggestions(TypedDict):
    """Those of a dossier that wait for its candidate, in order."""

    items: list[Suggestion]
    next_cursor: str | None


class Assignments(TypedDict):
    """Every assignment of a dossier, in order."""

    items: list[Assignment]
    next_cursor: str | None


class Happening(TypedDict):
    """One line of the journal. ``actor`` is null for the machine; ``data`` holds codes."""

    id: UUID
    at: datetime
    act: str
    actor: Name | None
    actor_role: str | None
    subject_type: str
    subject_id: UUID | None
    title: str
    person: Name | None
    data: dict[str, Any]


class History(TypedDict):
    """A page of the journal, newest first."""

    items: list[Happening]
    next_cursor: str | None
