"""The table of consequences: when this happens there, do that here. The only glue between domains."""

from capitune.accounts import events as accounts
from capitune.accounts import sockets as accounts_live
from capitune.core.events import on
from capitune.dossiers import events as dossiers
from capitune.dossiers import sockets as dossiers_live
from capitune.dossiers.services import bell, caseload, deskcases, inviting, leaving, queue
from capitune.inside import events as inside
from capitune.inside import sockets as inside_live
from capitune.inside.services import bell as inside_bell
from capitune.moderation import events as moderation
from capitune.moderation.services import bell as moderation_bell
from capitune.notifications import events as notifications
from capitune.notifications import sockets as notifications_live
from capitune.notifications.services import account as notifications_account
from capitune.professionals import events as professionals
from capitune.professionals.services import bell as professionals_bell
from capitune.professionals.services import directory, requests
from capitune.professionals.services import letters as professionals_letters


def wire() -> None:
    """Subscribe every consequence; again changes nothing."""
    on(accounts.AccountVerified, notifications_account.welcome)
    on(accounts.AccountLeft, leaving.end_all, inviting.withdraw_all, requests.lapse)
    _wire_account()
    _wire_dossiers()

    on(professionals.CredentialSubmitted, professionals_bell.credential_submitted)
    on(
        professionals.CredentialApproved,
        professionals_bell.credential_approved,
    )
    on(
        professionals.CredentialRefused,
        professionals_bell.credential_refused,
    )
    on(
        professionals.CredentialLost,
        professionals_bell.licence_lost,
    )
    on(
        professionals.ContactCodeAsked,
        professionals_bell.contact_code_asked,
        professionals_letters.contact_code,
    )
    on(professionals.ProofAsked, professionals_bell.proof_asked)
    on(professionals.NumberContested, professionals_bell.number_contested)
    on(professionals.ProofRemoved, professionals_bell.proof_removed)
    on(professionals.LicenceWithdrawn, bell.licence_withdrawn)

    on(
        professionals.ContactRequested,
        professionals_bell.contact_requested,
    )
    on(
        professionals.ContactAccepted,
        professionals_bell.contact_accepted,
    )
    on(
        professionals.ContactDeclined,
        professionals_bell.contact_declined,
    )
    on(professionals.OfferDeclined, professionals_bell.offer_declined)
    on(professionals.ContactLapsed, professionals_bell.contact_lapsed)
    on(professionals.LicenceWithdrawn, requests.lapse)

    on(moderation.CaseDecided, moderation_bell.case_decided)
    on(moderation.SanctionLifted, moderation_bell.sanction_lifted)

    _wire_directory()

    _wire_inside()
    _wire_live()


def _wire_dossiers() -> None:
    on(dossiers.DocumentReceived, bell.document_received)
    on(dossiers.DocumentValidated, bell.document_validated, bell.documents_complete)
    on(dossiers.DocumentRejected, bell.document_rejected)
    on(dossiers.RequestWithdrawn, bell.request_withdrawn)
    on(dossiers.DocumentInfected, bell.document_infected)
    on(dossiers.DocumentUnreadable, bell.document_unreadable)
    on(dossiers.RequirementExpiring, bell.requirement_expiring)
    on(dossiers.RequirementExcused, bell.requirement_excused)
    on(dossiers.RequirementWaived, bell.requirement_waived)
    on(dossiers.RequirementInsisted, bell.requirement_insisted)
    on(dossiers.RequirementRestored, bell.requirement_restored)
    on(dossiers.AssignmentRequested, bell.assignment_requested)
    on(dossiers.AssignmentProposed, bell.assignment_proposed)
    on(dossiers.ColleagueSuggested, bell.colleague_suggested)
    on(dossiers.SuggestionDropped, bell.suggestion_dropped)
    on(dossiers.AssignmentAccepted, bell.assignment_accepted)
    on(dossiers.AssignmentRefused, bell.assignment_refused)
    on(dossiers.AssignmentEnded, bell.assignment_ended)
    on(dossiers.GlassBroken, bell.glass_broken)
    on(dossiers.MessageSent, bell.message_sent)
    on(dossiers.QuoteProposed, bell.quote_proposed)
    on(dossiers.QuoteAccepted, bell.quote_accepted)


def _wire_inside() -> None:
    on(inside.PostCommented, inside_bell.post_commented)
    on(inside.PostThanked, inside_bell.post_thanked)


def _wire_account() -> None:
    on(accounts.NewDevice, notifications_account.new_device)
    on(accounts.TokenReused, notifications_account.program_ended)
    on(accounts.PasswordChanged, notifications_account.password_changed)
    on(accounts.EmailChanged, notifications_account.email_changed)
    on(accounts.FactorChanged, notifications_account.factor_changed)


def _wire_directory() -> None:
    # The directory and the pipelines follow what they are copies of, in the same transaction.
    for cause in (
        accounts.ProfileEdited,
        accounts.RightsChanged,
        accounts.AccountVerified,
        accounts.AccountCameBack,
        accounts.AccountReinstated,
        professionals.LicencesComputed,
        professionals.PracticeEdited,
    ):
        on(cause, directory.follow)
    on(accounts.ProfileEdited, caseload.rename, queue.rename, deskcases.move)


def _wire_live() -> None:
    # Live: rights that go close what they had opened, before anything else is said.
    on(inside.PostPublished, inside_live.announce_post)
    on(inside.PostReacted, inside_live.announce_thanks)
    on(inside.PostCommented, inside_live.announce_comment)
    on(inside.PostWithdrawn, inside_live.announce_end)
    on(accounts.RightsChanged, accounts_live.close_person)
    on(accounts.SessionEnded, accounts_live.close_session)
    on(dossiers.AssignmentEnded, dossiers_live.show_out, dossiers_live.empty_queue)
    on(dossiers.MessageSent, dossiers_live.announce_message)
    on(dossiers.MessagesSeen, dossiers_live.announce_seen)
    for change in dossiers.CHANGES:
        on(change, dossiers_live.announce)
    for change in dossiers.WAITS:
        on(change, dossiers_live.renew_queues)
    on(notifications.NotificationWritten, notifications_live.ring)
    on(notifications.NotificationsRead, notifications_live.settle)
