"""The table of consequences: when this happens there, do that here. The only glue between domains."""

from capitune.core.events import on
from capitune.dossiers import events as dossiers
from capitune.dossiers.services import bell, letters


def wire() -> None:
    """Subscribe every consequence; again changes nothing."""
    on(dossiers.DocumentReceived, bell.document_received)
    on(dossiers.DocumentValidated, bell.document_validated)
    on(dossiers.DocumentRejected, bell.document_rejected, letters.document_rejected)
    on(dossiers.DocumentInfected, bell.document_infected)
    on(dossiers.DocumentUnreadable, bell.document_unreadable)
    on(dossiers.AssignmentRequested, bell.assignment_requested, letters.assignment_requested)
    on(dossiers.AssignmentProposed, bell.assignment_proposed, letters.assignment_proposed)
    on(dossiers.AssignmentAccepted, bell.assignment_accepted)
    on(dossiers.AssignmentRefused, bell.assignment_refused)
    on(dossiers.AssignmentEnded, bell.assignment_ended)
