"""How the desk of mails calls letters and what becomes of them."""

from capitune.core.causes import scrubbed
from capitune.core.i18n import lazy_gettext as _l
from capitune.core.post import MailState

STATES = {
    MailState.QUEUED: _l("Waiting"),
    MailState.SENT: _l("Sent"),
    MailState.DELIVERED: _l("Delivered"),
    MailState.DROPPED: _l("Not sent"),
    MailState.FAILED: _l("Refused by the service"),
    MailState.BOUNCED: _l("Came back"),
}
# Of a status: its tint and its picture.
LOOKS = {
    MailState.QUEUED: ("", "clock"),
    MailState.SENT: ("go", "send"),
    MailState.DELIVERED: ("ok", "circle-check"),
    MailState.DROPPED: ("no", "circle-minus"),
    MailState.FAILED: ("hot", "alert-triangle"),
    MailState.BOUNCED: ("hot", "mail"),
}
LETTERS = {
    "account_invitation": _l("Invitation to open an account"),
    "role_changed": _l("Role changed"),
    "account_reinstated": _l("Suspension lifted"),
    "account_suspended": _l("Account suspended"),
    "already_registered": _l("Sign-up with a known address"),
    "assignment_proposed": _l("Dossier proposed"),
    "assignment_requested": _l("Dossier asked for"),
    "contact_accepted": _l("Contact accepted"),
    "contact_declined": _l("Contact declined"),
    "contact_requested": _l("Contact asked for"),
    "credential_approved": _l("Licence approved"),
    "credential_contact_code": _l("Code for the register’s contact"),
    "proof_asked": _l("Another proof asked for"),
    "credential_refused": _l("Licence refused"),
    "deletion_asked": _l("Account will be erased"),
    "deletion_by_team": _l("Account will be erased, by the team"),
    "deletion_done": _l("Account erased"),
    "digest": _l("Digest"),
    "document_rejected": _l("Document to redo"),
    "dossier_invitation": _l("Invitation to a dossier"),
    "email_change_asked": _l("New address to confirm"),
    "email_changed": _l("Address changed"),
    "export_ready": _l("Copy of one’s data ready"),
    "factor_changed": _l("Second factor changed"),
    "factor_guessed": _l("Wrong second factors"),
    "licence_lost": _l("Licence counts no more"),
    "new_device": _l("New device"),
    "notice": _l("Notification"),
    "password_changed": _l("Password changed"),
    "password_reset": _l("Link for a new password"),
    "rescue_code": _l("Code of a rescue"),
    "rescue_done": _l("Second factors removed"),
    "rescue_offered": _l("Link to confirm a lost second factor"),
    "rescue_opened": _l("Rescue accepted"),
    "sign_in_locked": _l("Sign-in locked"),
    "staff_invitation": _l("Invitation to the team"),
    "token_reused": _l("Program signed out"),
    "verification_code": _l("Verification code"),
    "welcome": _l("Welcome"),
}
# Reasons that are our own; the others are the service's, in its words.
REASONS = {
    "nothing left to say": _l(
        "Nothing left to say: what it was about is over, read, or switched off"
    ),
    "interrupted while it was handed over": _l(
        "Interrupted while it was handed over; never sent twice"
    ),
    "not_needed": _l("Left by the team: nobody needs it any more"),
    "done_otherwise": _l("Left by the team: done by hand"),
    "cannot_work": _l("Left by the team: it can never work"),
    "asked_again": _l("Left by the team: asked for again"),
}


def cause(reason: str) -> str:
    """Why it did not arrive, without what may name somebody."""
    ours = REASONS.get(reason)
    return str(ours) if ours else scrubbed(reason)
