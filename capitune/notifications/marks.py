"""The mark before a notification: a tone and an icon, by its kind."""

from capitune.notifications.states import NotificationKind as Kind

GENERAL = ("", "bell")
MARKS = {
    Kind.DOCUMENT_RECEIVED: ("go", "hourglass"),
    Kind.DOCUMENT_VALIDATED: ("ok", "check"),
    Kind.DOCUMENT_REJECTED: ("no", "exclamation-mark"),
    Kind.REQUEST_WITHDRAWN: ("go", "hourglass"),
    Kind.DOCUMENT_INFECTED: ("no", "shield-search"),
    Kind.DOCUMENT_UNREADABLE: ("no", "refresh-alert"),
    Kind.DOCUMENT_EXCUSED: ("go", "circle-minus"),
    Kind.DOCUMENT_WAIVED: ("ok", "circle-minus"),
    Kind.DOCUMENT_INSISTED: ("no", "exclamation-mark"),
    Kind.DOCUMENT_RESTORED: ("no", "refresh-alert"),
    Kind.DOCUMENT_EXPIRING: ("no", "calendar-exclamation"),
    Kind.DOCUMENTS_COMPLETE: ("ok", "circle-check"),
    Kind.DOCUMENT_AWAITED: ("no", "clock"),
    Kind.STEP_DUE: ("go", "calendar"),
    Kind.NOTE_DUE: ("go", "bell"),
    Kind.QUOTE_PROPOSED: ("go", "receipt"),
    Kind.QUOTE_ACCEPTED: ("ok", "receipt"),
    Kind.ANSWER_AWAITED: ("go", "clock"),
    Kind.ASSIGNMENT_REQUESTED: ("go", "user-question"),
    Kind.ASSIGNMENT_PROPOSED: ("go", "user-plus"),
    Kind.PROFESSIONAL_PROPOSED: ("go", "user-plus"),
    Kind.COLLEAGUE_SUGGESTED: ("go", "user-plus"),
    Kind.SUGGESTION_DROPPED: ("", "circle-minus"),
    Kind.ASSIGNMENT_ACCEPTED: ("ok", "user"),
    Kind.ASSIGNMENT_REFUSED: ("", "circle-minus"),
    Kind.ASSIGNMENT_ENDED: ("", "door-enter"),
    Kind.GLASS_BROKEN: ("no", "eye"),
    Kind.WELCOME: ("go", "user"),
    Kind.NEW_DEVICE: ("go", "device-laptop"),
    Kind.PROGRAM_ENDED: ("no", "world"),
    Kind.PASSWORD_CHANGED: ("go", "lock"),
    Kind.EMAIL_CHANGED: ("go", "mail"),
    Kind.FACTOR_CHANGED: ("go", "shield-lock"),
    Kind.ADDRESS_REFUSES_MAIL: ("no", "mail"),
    Kind.CREDENTIAL_SUBMITTED: ("go", "hourglass"),
    Kind.CREDENTIAL_APPROVED: ("ok", "rosette-discount-check"),
    Kind.CREDENTIAL_REFUSED: ("no", "exclamation-mark"),
    Kind.LICENCE_LOST: ("no", "circle-minus"),
    Kind.LICENCE_EXPIRING: ("go", "calendar"),
    Kind.NUMBER_CONTESTED: ("go", "hourglass"),
    Kind.CONTACT_CODE_SENT: ("go", "bell"),
    Kind.PROOF_REMOVED: ("no", "shield-search"),
    Kind.CONTACT_REQUESTED: ("go", "mail"),
    Kind.CONTACT_ACCEPTED: ("ok", "check"),
    Kind.CONTACT_DECLINED: ("", "circle-minus"),
    Kind.OFFER_ACCEPTED: ("ok", "user"),
    Kind.OFFER_DECLINED: ("", "circle-minus"),
    Kind.CONTACT_LAPSED: ("", "circle-minus"),
    Kind.MESSAGE_RECEIVED: ("go", "message"),
    Kind.PROFESSIONAL_PAUSED: ("", "circle-minus"),
}


def mark_of(kind: str) -> tuple[str, str]:
    """Tone and icon; an unknown kind (from a newer version) gets the bell."""
    return MARKS[Kind(kind)] if kind in set(Kind) else GENERAL
