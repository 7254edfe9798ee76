"""Assignments."""

from collections.abc import Iterable

from capitune.api import shapes
from capitune.api.presenters.people import Named, name
from capitune.dossiers.models import Assignment
from capitune.dossiers.queries import AssignmentLine
from capitune.dossiers.states import AssignmentStatus


def assignments(lines: Iterable[AssignmentLine]) -> shapes.Assignments:
    """Those of a dossier: there are few, so one page holds them."""
    items = [assignment(line, line.professional) for line in lines if not _is_suggested(line)]
    return {"items": items, "next_cursor": None}


def suggestions(lines: Iterable[AssignmentLine]) -> shapes.Suggestions:
    """Those of a dossier that wait for its candidate."""
    items = [suggestion(line, line.professional) for line in lines if _is_suggested(line)]
    return {"items": items, "next_cursor": None}


def suggestion(facts: Assignment | AssignmentLine, professional: Named) -> shapes.Suggestion:
    """One of them."""
    return {
        "id": facts.id,
        "dossier_id": facts.dossier_id,
        "professional": name(professional),
        "role": facts.role,
        "takes_over": facts.takes_over,
        "motive": facts.motive,
        "suggested_by": facts.asked_by_id,
        "created_at": facts.created_at,
    }


def _is_suggested(line: AssignmentLine) -> bool:
    return line.status is AssignmentStatus.SUGGESTED


def assignment(facts: Assignment | AssignmentLine, professional: Named) -> shapes.Assignment:
    """One of them."""
    return {
        "id": facts.id,
        "dossier_id": facts.dossier_id,
        "professional": name(professional),
        "role": facts.role,
        "status": facts.status,
        "reason": facts.reason,
        "created_at": facts.created_at,
        "answered_at": facts.answered_at,
        "ended_at": facts.ended_at,
    }
