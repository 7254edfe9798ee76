"""Which letters leave because of what happened to a dossier: rows of the outbox, with ids only.

Consequences of acts that have asked, recorded and published: wired in ``capitune.reactions``.
"""

import uuid

from capitune.core import outbox
from capitune.core.db import db
from capitune.dossiers.events import AssignmentEvent, DocumentEvent
from capitune.dossiers.models import Dossier


def document_rejected(event: DocumentEvent) -> None:
    """To the candidate: what to correct."""
    candidate_id = db.session.get_one(Dossier, event.dossier_id).candidate_id
    _send("document_rejected", candidate_id, event.document_id)


def assignment_requested(event: AssignmentEvent) -> None:
    """To the professional asked for."""
    _send("assignment_requested", event.professional_id, event.assignment_id)


def assignment_proposed(event: AssignmentEvent) -> None:
    """To the professional it is proposed to."""
    _send("assignment_proposed", event.professional_id, event.assignment_id)


def _send(letter: str, to: uuid.UUID, about: uuid.UUID) -> None:
    payload = {"letter": letter, "to": str(to), "about": str(about)}
    outbox.put("mail", payload, key=f"mail:{letter}:{to}:{about}")
