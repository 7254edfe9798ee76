"""What people can be told."""

from enum import StrEnum


class NotificationKind(StrEnum):
    """Kinds of notifications; ``texts.py`` has the words of each."""

    DOCUMENT_RECEIVED = "document_received"
    DOCUMENT_VALIDATED = "document_validated"
    DOCUMENT_REJECTED = "document_rejected"
    DOCUMENT_INFECTED = "document_infected"
    DOCUMENT_UNREADABLE = "document_unreadable"
    ASSIGNMENT_REQUESTED = "assignment_requested"
    ASSIGNMENT_PROPOSED = "assignment_proposed"
    PROFESSIONAL_PROPOSED = "professional_proposed"
    ASSIGNMENT_ACCEPTED = "assignment_accepted"
    ASSIGNMENT_REFUSED = "assignment_refused"
    ASSIGNMENT_ENDED = "assignment_ended"
    ADDRESS_REFUSES_MAIL = "address_refuses_mail"
    CREDENTIAL_APPROVED = "credential_approved"
    CREDENTIAL_REFUSED = "credential_refused"
    LICENCE_LOST = "licence_lost"
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
