"""The table of consequences: when this happens there, do that here. The only glue between domains."""

from capitune.accounts import events as accounts
from capitune.accounts import sockets as accounts_live
from capitune.core.events import on
from capitune.dossiers import events as dossiers
from capitune.dossiers import sockets as dossiers_live
from capitune.dossiers.services import bell, letters
from capitune.notifications import events as notifications
from capitune.notifications import sockets as notifications_live


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

    # Live: rights that go close what they had opened, before anything else is said.
    on(accounts.RightsChanged, accounts_live.close_person)
    on(accounts.SessionEnded, accounts_live.close_session)
    on(dossiers.AssignmentEnded, dossiers_live.show_out)
    for change in dossiers.CHANGES:
        on(change, dossiers_live.announce)
    on(notifications.NotificationWritten, notifications_live.ring)
    on(notifications.NotificationsRead, notifications_live.settle)
