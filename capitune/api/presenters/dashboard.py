"""The dashboard of each role."""

from collections.abc import Iterable, Mapping

from capitune.api import shapes
from capitune.api.presenters.people import name
from capitune.core.i18n import label
from capitune.dossiers.queries import ProposalLine, QueueLine, Turns
from capitune.dossiers.queries.lastwords import Owed
from capitune.dossiers.queries.lines.messages import MessageLine
from capitune.dossiers.queries.practice import Deadline, OwnFigures
from capitune.dossiers.states import Stage
from capitune.dossiers.words.comfort import Comfort


def pipeline(counts: Mapping[Stage, int]) -> shapes.Pipeline:
    """How many dossiers stand in each stage."""
    return {
        "prospect": counts[Stage.PROSPECT],
        "interested": counts[Stage.INTERESTED],
        "active": counts[Stage.ACTIVE],
        "validated": counts[Stage.VALIDATED],
    }


def waiting(lines: Iterable[QueueLine]) -> list[shapes.Waiting]:
    """Versions that wait for a decision."""
    return [
        {
            "document_id": line.document_id,
            "dossier_id": line.dossier_id,
            "requirement_id": line.requirement_id,
            "number": line.dossier_number,
            "candidate": name(line.candidate),
            "title": label(line.labels),
            "kind": line.kind,
            "created_at": line.created_at,
        }
        for line in lines
    ]


def refused(told: Comfort) -> list[shapes.Refused]:
    """What is asked for again, and why."""
    return [
        {
            "requirement_id": item.id,
            "title": item.title,
            "reasons": list(item.reasons),
            "comment": item.comment,
        }
        for item in told.refused
    ]


def coming(told: Comfort) -> shapes.Coming | None:
    """The next day that matters."""
    return {"on": told.coming.on, "title": told.coming.title} if told.coming else None


def turns(told: Turns) -> shapes.Turns:
    """How many things wait for whom."""
    return {
        "candidate": told.candidate,
        "professional": told.professional,
        "authority": told.authority,
    }


def last_words(lines: Iterable[MessageLine]) -> list[shapes.LastMessage]:
    """The last messages, the latest first."""
    return [
        {
            "id": line.id,
            "author": name(line.author),
            "body": line.body,
            "awaited": line.is_awaited,
            "created_at": line.created_at,
        }
        for line in lines
    ]


def owed(lines: Iterable[Owed]) -> list[shapes.Owed]:
    """What awaits an answer, the oldest first."""
    return [
        {
            "message_id": line.id,
            "dossier_id": line.dossier_id,
            "number": line.number,
            "candidate": name(line.candidate),
            "created_at": line.sent_at,
        }
        for line in lines
    ]


def deadlines(lines: Iterable[Deadline]) -> list[shapes.Deadline]:
    """The week of a professional."""
    return [
        {
            "on": line.on,
            "title": label(line.labels),
            "owner": line.owner,
            "dossier_id": line.dossier_id,
            "number": line.number,
            "candidate": name(line.candidate),
        }
        for line in lines
    ]


def figures(clients: int, own: OwnFigures) -> shapes.Figures:
    """A professional's own."""
    return {
        "clients": clients,
        "late": own.late,
        "validated_this_month": own.validated,
        "median_days_to_answer": own.days,
    }


def proposals(lines: Iterable[ProposalLine]) -> list[shapes.Proposal]:
    """Assignments that wait for an answer."""
    return [
        {
            "id": line.id,
            "role": line.role,
            "status": line.status,
            "number": line.dossier_number,
            "candidate_first_name": line.candidate_first_name,
            "template": label(line.template_labels),
            "family": line.family,
            "created_at": line.created_at,
        }
        for line in lines
    ]
