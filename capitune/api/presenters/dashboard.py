"""The dashboard of each role."""

from collections.abc import Iterable, Mapping

from capitune.api import shapes
from capitune.api.presenters.people import name
from capitune.core.i18n import label
from capitune.dossiers.queries import ProposalLine, QueueLine
from capitune.dossiers.states import Stage


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
