"""Templates on offer."""

from dataclasses import dataclass
from typing import Any

from capitune.dossiers.conditions import Condition, Question
from capitune.dossiers.queries.lines.rows import Labels
from capitune.dossiers.states import Family, Necessity, Owner, ReviewerRole


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
    condition: Condition | None


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
    """A template on offer, with its parts, the questions to answer, and how long the authority says it takes."""

    code: str
    version: int
    family: Family
    labels: Labels
    documents: tuple[TemplateDocument, ...]
    steps: tuple[TemplateTask, ...]
    questions: tuple[Question, ...]
    processing: dict[str, Any] | None
