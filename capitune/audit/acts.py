"""Every act the audit log can hold."""

from enum import StrEnum


class Act(StrEnum):
    """A recordable act: subject, then what happened to it."""

    ACCOUNT_REGISTERED = "account.registered"
    ACCOUNT_VERIFIED = "account.verified"
    ACCOUNT_CODE_ASKED = "account.code_asked"
    ACCOUNT_CODE_WRONG = "account.code_wrong"
    ACCOUNT_EDITED = "account.edited"
    ACCOUNT_PASSWORD_RESET = "account.password_reset"  # noqa: S105 the name of an act
    ACCOUNT_PASSWORD_CHANGED = "account.password_changed"  # noqa: S105 the name of an act
    ACCOUNT_SUSPENDED = "account.suspended"
    ACCOUNT_REINSTATED = "account.reinstated"
    SESSION_OPENED = "session.opened"
    SESSION_REFUSED = "session.refused"
    SESSION_CLOSED = "session.closed"
    SESSIONS_CLOSED = "session.all_closed"
    SESSION_PROVED = "session.proved"
    PROOF_REFUSED = "session.proof_refused"
    SECOND_STEP_ASKED = "session.second_step_asked"
    FACTOR_ADDED = "factor.added"
    FACTOR_REMOVED = "factor.removed"
    FACTOR_REFUSED = "factor.refused"
    RECOVERY_CODES_MADE = "factor.recovery_codes_made"
    RECOVERY_CODE_USED = "factor.recovery_code_used"
    RESCUE_ASKED = "factor.rescue_asked"
    RESCUE_PROVED = "factor.rescue_proved"
    RESCUE_OPENED = "factor.rescue_opened"
    RESCUE_DONE = "factor.rescue_done"
    RESCUE_ENDED = "factor.rescue_ended"
    TOKEN_REUSED = "token.reused"  # noqa: S105 the name of an act
    STAFF_INVITED = "staff.invited"

    PROFESSIONAL_VERIFIED = "professional.verified"
    PROFESSIONAL_UNVERIFIED = "professional.unverified"

    DOSSIER_OPENED = "dossier.opened"
    DOSSIER_EDITED = "dossier.edited"
    DOSSIER_ARCHIVED = "dossier.archived"
    DOSSIER_REOPENED = "dossier.reopened"
    DOSSIER_DELETED = "dossier.deleted"
    DOSSIER_STAGED = "dossier.staged"
    ASSIGNMENT_REQUESTED = "assignment.requested"
    ASSIGNMENT_PROPOSED = "assignment.proposed"
    ASSIGNMENT_ACCEPTED = "assignment.accepted"
    ASSIGNMENT_REFUSED = "assignment.refused"
    ASSIGNMENT_ENDED = "assignment.ended"
    STEP_COMPLETED = "step.completed"

    DOCUMENT_SENT = "document.sent"
    DOCUMENT_SCANNED = "document.scanned"
    DOCUMENT_INFECTED = "document.infected"
    DOCUMENT_OPENED = "document.opened"
    DOCUMENT_DELETED = "document.deleted"
    DOCUMENT_VALIDATED = "document.validated"
    DOCUMENT_REJECTED = "document.rejected"
    DOCUMENT_REVIEW_REFUSED = "document.review_refused"

    CATALOGUE_SEEDED = "catalogue.seeded"
