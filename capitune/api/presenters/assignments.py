"""Assignments."""

from collections.abc import Iterable

from capitune.api import shapes
from capitune.api.presenters.people import Named, name
from capitune.dossiers.models import Assignment
from capitune.dossiers.queries import AssignmentLine


def assignments(lines: Iterable[AssignmentLine]) -> shapes.Assignments:
    """Those of a dossier: there are few, so one page holds them."""
    return {"items": [assignment(line, line.professional) for line in lines], "next_cursor": None}


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
