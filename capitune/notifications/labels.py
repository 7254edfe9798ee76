"""Names of what one can be told, and of the ways to be."""

from capitune.core.i18n import lazy_gettext as _
from capitune.notifications.states import DigestRhythm, Mailing, Topic
from capitune.notifications.states import NotificationKind as Kind

TOPICS = {
    Topic.DOCUMENTS: _("Documents"),
    Topic.ACCOMPANIMENT: _("Accompaniment"),
    Topic.CONTACTS: _("Contact requests"),
    Topic.VERIFICATION: _("Verification of my licences"),
    Topic.ACCOUNT: _("My account"),
}
KINDS = {
    Kind.DOCUMENT_RECEIVED: _("A document is there to check"),
    Kind.DOCUMENT_VALIDATED: _("A document is validated"),
    Kind.DOCUMENT_REJECTED: _("A document is to be sent again"),
    Kind.REQUEST_WITHDRAWN: _("A document need not be sent again after all"),
    Kind.DOCUMENT_INFECTED: _("A file held a virus"),
    Kind.DOCUMENT_UNREADABLE: _("A file did not reach us whole"),
    Kind.DOCUMENT_EXCUSED: _("A candidate cannot provide a document"),
    Kind.DOCUMENT_WAIVED: _("A professional does without a document"),
    Kind.DOCUMENT_INSISTED: _("A professional asks for a document all the same"),
    Kind.DOCUMENT_RESTORED: _("A document is asked for again"),
    Kind.DOCUMENT_EXPIRING: _("A document expires soon"),
    Kind.DOCUMENTS_COMPLETE: _("All documents of a dossier are validated"),
    Kind.DOCUMENT_AWAITED: _("A document to send again is still awaited"),
    Kind.STEP_DUE: _("A step of mine is due"),
    Kind.NOTE_DUE: _("I asked to be reminded of a note"),
    Kind.ANSWER_AWAITED: _("A dossier awaits my answer"),
    Kind.ASSIGNMENT_REQUESTED: _("A candidate asks for my accompaniment"),
    Kind.ASSIGNMENT_PROPOSED: _("A dossier is proposed to me"),
    Kind.PROFESSIONAL_PROPOSED: _("The team proposes a professional to me"),
    Kind.COLLEAGUE_SUGGESTED: _("My professional suggests a colleague"),
    Kind.SUGGESTION_DROPPED: _("A candidate declines a colleague I suggested"),
    Kind.ASSIGNMENT_ACCEPTED: _("A professional accepts a dossier"),
    Kind.ASSIGNMENT_REFUSED: _("A professional cannot take a dossier"),
    Kind.ASSIGNMENT_ENDED: _("An accompaniment ends"),
    Kind.GLASS_BROKEN: _("Someone of the team looks into my dossier"),
    Kind.QUOTE_PROPOSED: _("A quote awaits my answer"),
    Kind.QUOTE_ACCEPTED: _("A candidate accepts my quote"),
    Kind.MESSAGE_RECEIVED: _("Someone writes to me in a dossier"),
    Kind.PROFESSIONAL_PAUSED: _("My professional cannot accompany me for now"),
    Kind.CREDENTIAL_SUBMITTED: _("A licence is in the queue"),
    Kind.CREDENTIAL_APPROVED: _("A licence is verified"),
    Kind.CREDENTIAL_REFUSED: _("A licence could not be verified"),
    Kind.LICENCE_EXPIRING: _("A licence ends soon"),
    Kind.LICENCE_LOST: _("A licence no longer counts"),
    Kind.NUMBER_CONTESTED: _("Someone else declares my number"),
    Kind.CONTACT_CODE_SENT: _("A code awaits me"),
    Kind.PROOF_REMOVED: _("A file could not be kept"),
    Kind.CONTACT_REQUESTED: _("A candidate writes to me"),
    Kind.CONTACT_ACCEPTED: _("My contact request is accepted"),
    Kind.CONTACT_DECLINED: _("My contact request is declined"),
    Kind.OFFER_ACCEPTED: _("My offer to accompany is accepted"),
    Kind.OFFER_DECLINED: _("My offer to accompany is declined"),
    Kind.CONTACT_LAPSED: _("My contact request cannot be answered"),
    Kind.WELCOME: _("Welcome, and where to begin"),
    Kind.NEW_DEVICE: _("A new device signs in to my account"),
    Kind.PROGRAM_ENDED: _("The key of a program may have been copied"),
    Kind.PASSWORD_CHANGED: _("My password changes"),
    Kind.EMAIL_CHANGED: _("My e-mail address changes"),
    Kind.FACTOR_CHANGED: _("My second factor changes"),
    Kind.ADDRESS_REFUSES_MAIL: _("My e-mail address refuses our messages"),
}
MAILINGS = {
    Mailing.NOW: _("At once"),
    Mailing.DIGEST: _("In the digest"),
    Mailing.OFF: _("Never"),
}
RHYTHMS = {
    DigestRhythm.DAILY: _("Every day at 8 a.m."),
    DigestRhythm.WEEKLY: _("Every Monday at 8 a.m."),
}
