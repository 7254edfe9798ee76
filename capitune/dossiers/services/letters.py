"""Which letters leave because of what happened to a dossier: rows of the outbox, with ids only.

Consequences of acts that have asked, recorded and published: wired in ``capitune.reactions``.
"""

from capitune.core.db import db
from capitune.core.post import post
from capitune.dossiers.events import AssignmentEvent, DocumentEvent
from capitune.dossiers.models import Dossier


def document_rejected(event: DocumentEvent) -> None:
    """To the candidate: what to correct."""
    candidate_id = db.session.get_one(Dossier, event.dossier_id).candidate_id
    post("document_rejected", candidate_id, about=event.document_id)


def assignment_requested(event: AssignmentEvent) -> None:
    """To the professional asked for."""
    post("assignment_requested", event.professional_id, about=event.assignment_id)


def assignment_proposed(event: AssignmentEvent) -> None:
    """To the professional it is proposed to."""
    post("assignment_proposed", event.professional_id, about=event.assignment_id)
