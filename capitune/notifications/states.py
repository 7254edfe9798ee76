"""What people can be told, and how."""

from enum import StrEnum


class NotificationKind(StrEnum):
    """Kinds of notifications; ``texts.py`` has the words of each."""

    DOCUMENT_RECEIVED = "document_received"
    DOCUMENT_VALIDATED = "document_validated"
    DOCUMENT_REJECTED = "document_rejected"
    REQUEST_WITHDRAWN = "request_withdrawn"
    DOCUMENT_INFECTED = "document_infected"
    DOCUMENT_UNREADABLE = "document_unreadable"
    DOCUMENT_EXCUSED = "document_excused"
    DOCUMENT_WAIVED = "document_waived"
    DOCUMENT_INSISTED = "document_insisted"
    DOCUMENT_RESTORED = "document_restored"
    DOCUMENT_EXPIRING = "document_expiring"
    DOCUMENTS_COMPLETE = "documents_complete"
    DOCUMENT_AWAITED = "document_awaited"
    STEP_DUE = "step_due"
    ANSWER_AWAITED = "answer_awaited"
    ASSIGNMENT_REQUESTED = "assignment_requested"
    ASSIGNMENT_PROPOSED = "assignment_proposed"
    PROFESSIONAL_PROPOSED = "professional_proposed"
    COLLEAGUE_SUGGESTED = "colleague_suggested"
    SUGGESTION_DROPPED = "suggestion_dropped"
    ASSIGNMENT_ACCEPTED = "assignment_accepted"
    ASSIGNMENT_REFUSED = "assignment_refused"
    ASSIGNMENT_ENDED = "assignment_ended"
    GLASS_BROKEN = "glass_broken"
    QUOTE_PROPOSED = "quote_proposed"
    QUOTE_ACCEPTED = "quote_accepted"
    NOTE_DUE = "note_due"
    MESSAGE_RECEIVED = "message_received"
    WELCOME = "welcome"
    NEW_DEVICE = "new_device"
    PROGRAM_ENDED = "program_ended"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 a kind of news
    EMAIL_CHANGED = "email_changed"
    FACTOR_CHANGED = "factor_changed"
    ADDRESS_REFUSES_MAIL = "address_refuses_mail"
    CREDENTIAL_SUBMITTED = "credential_submitted"
    CREDENTIAL_APPROVED = "credential_approved"
    CREDENTIAL_REFUSED = "credential_refused"
    PROOF_ASKED = "proof_asked"
    LICENCE_LOST = "licence_lost"
    LICENCE_EXPIRING = "licence_expiring"
    NUMBER_CONTESTED = "number_contested"
    CONTACT_CODE_SENT = "contact_code_sent"
    PROOF_REMOVED = "proof_removed"
    CONTACT_REQUESTED = "contact_requested"
    CONTACT_ACCEPTED = "contact_accepted"
    CONTACT_DECLINED = "contact_declined"
    OFFER_ACCEPTED = "offer_accepted"
    OFFER_DECLINED = "offer_declined"
    CONTACT_LAPSED = "contact_lapsed"
    PROFESSIONAL_PAUSED = "professional_paused"
    POST_COMMENTED = "post_commented"
    COMMENT_ANSWERED = "comment_answered"
    POST_THANKED = "post_thanked"
    REPORT_SETTLED = "report_settled"
    SANCTION_GIVEN = "sanction_given"
    SANCTION_LIFTED = "sanction_lifted"


class Topic(StrEnum):
    """What a kind is about: the parts of the page of preferences."""

    DOCUMENTS = "documents"
    ACCOMPANIMENT = "accompaniment"
    VERIFICATION = "verification"
    CONTACTS = "contacts"
    COMMUNITY = "community"
    ACCOUNT = "account"


class Mailing(StrEnum):
    """Whether a letter says it too: at once, with others in one letter, or not."""

    NOW = "now"
    DIGEST = "digest"
    OFF = "off"


class Place(StrEnum):
    """Where a notification stands in the bell: on a line of its own, behind a newer one of its group, or
    nowhere, because its reader wants it by mail only.
    """

    SHOWN = "shown"
    FOLDED = "folded"
    HIDDEN = "hidden"


class DigestRhythm(StrEnum):
    """How often a digest may come: each day, or on Mondays."""

    DAILY = "daily"
    WEEKLY = "weekly"
