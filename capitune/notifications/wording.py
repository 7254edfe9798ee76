"""Title and body of each kind of notification, alone and for several of a group."""

from capitune.core.i18n import lazy_gettext as _
from capitune.notifications.states import NotificationKind as Kind

WORDS = {
    Kind.REPORT_SETTLED: (
        _("We have looked at what you reported"),
        _("Thank you. What became of it stands among your reports."),
    ),
    Kind.SANCTION_GIVEN: (
        _("Our team took away something you wrote"),
        _("Why stands on its page."),
    ),
    Kind.SANCTION_LIFTED: (
        _("We took our decision back"),
        _("It was not right, and we are sorry. What you wrote is there again."),
    ),
    Kind.DOCUMENT_RECEIVED: (
        _("To check: %(document)s"),
        _("%(name)s sent a version in dossier %(number)s."),
    ),
    Kind.DOCUMENT_VALIDATED: (
        _("Validated: %(document)s"),
        _("%(name)s validated it in dossier %(number)s."),
    ),
    Kind.DOCUMENT_REJECTED: (
        _("To send again: %(document)s"),
        _("%(name)s says what is missing, where you send the new version."),
    ),
    Kind.REQUEST_WITHDRAWN: (
        _("No need to send it again: %(document)s"),
        _("%(name)s took the request back and looks at the version you sent."),
    ),
    Kind.DOCUMENT_INFECTED: (
        _("File removed: %(document)s"),
        _("The scan found a virus in this file, so nobody opened it. Send a clean copy."),
    ),
    Kind.DOCUMENT_UNREADABLE: (
        _("To send again: %(document)s"),
        _("The file did not reach us whole. Send it once more."),
    ),
    Kind.DOCUMENT_EXCUSED: (
        _("Cannot be provided: %(document)s"),
        _("%(name)s says why in dossier %(number)s. Do without it, or ask for it all the same."),
    ),
    Kind.DOCUMENT_WAIVED: (
        _("No longer needed: %(document)s"),
        _("%(name)s does without it in dossier %(number)s, and says why."),
    ),
    Kind.DOCUMENT_INSISTED: (
        _("Asked for all the same: %(document)s"),
        _("%(name)s read your reason and answers, where you send the document."),
    ),
    Kind.DOCUMENT_RESTORED: (
        _("Asked for again: %(document)s"),
        _("%(name)s needs it after all in dossier %(number)s."),
    ),
    Kind.DOCUMENT_EXPIRING: (
        _("Expires soon: %(document)s"),
        _("In dossier %(number)s, it is valid until %(day)s. A newer one takes time to obtain."),
    ),
    Kind.DOCUMENTS_COMPLETE: (
        _("All documents of dossier %(number)s are validated"),
        _("Every document that is required is there, and was found right."),
    ),
    Kind.DOCUMENT_AWAITED: (
        _("Still to send again: %(document)s"),
        _(
            "The new version is awaited in dossier %(number)s. What to change is said where you send it."
        ),
    ),
    Kind.STEP_DUE: (
        _("Planned for %(day)s: %(document)s"),
        _("This step of dossier %(number)s is yours. See where it stands."),
    ),
    Kind.NOTE_DUE: (
        _("A note of yours is for today: dossier %(number)s"),
        _("You asked to be reminded of it."),
    ),
    Kind.ANSWER_AWAITED: (
        _("A dossier awaits your answer"),
        _("%(template)s. Accept or refuse: the candidate is waiting to know."),
    ),
    Kind.ASSIGNMENT_REQUESTED: (
        _("%(first_name)s would like you to accompany them"),
        _("%(template)s. Accept or refuse: you see the dossier once you accept."),
    ),
    Kind.ASSIGNMENT_PROPOSED: (
        _("A dossier is proposed to you"),
        _("%(template)s. Accept or refuse: you see the dossier once you accept."),
    ),
    Kind.PROFESSIONAL_PROPOSED: (
        _("Our team proposes %(name)s for dossier %(number)s"),
        _("They have yet to accept. Look at what was checked; you can say no at any time."),
    ),
    Kind.COLLEAGUE_SUGGESTED: (
        _("%(name)s suggests a colleague for dossier %(number)s"),
        _("You decide: nobody is asked, and nobody sees anything, before you agree."),
    ),
    Kind.SUGGESTION_DROPPED: (
        _("The colleague you suggested for dossier %(number)s will not be asked"),
        _("The candidate says no for now. The dossier says why, if they wrote it."),
    ),
    Kind.ASSIGNMENT_ACCEPTED: (
        _("%(name)s now accompanies dossier %(number)s"),
        _("From now on they see its documents."),
    ),
    Kind.ASSIGNMENT_REFUSED: (
        _("%(name)s cannot accompany dossier %(number)s"),
        _("You can choose someone else."),
    ),
    Kind.ASSIGNMENT_ENDED: (
        _("The accompaniment of dossier %(number)s has ended"),
        _("Access to its documents ended with it."),
    ),
    Kind.GLASS_BROKEN: (
        _("Our team looks into dossier %(number)s"),
        _(
            "For 15 minutes %(name)s reads which documents there are and what was written, and changes "
            "nothing. Reason: %(reason)s"
        ),
    ),
    Kind.QUOTE_PROPOSED: (
        _("A quote awaits your answer in dossier %(number)s"),
        _("%(name)s proposes it. Read it whole: nothing is due before you accept it."),
    ),
    Kind.QUOTE_ACCEPTED: (
        _("Quote accepted in dossier %(number)s"),
        _("%(name)s accepted it, word for word."),
    ),
    Kind.MESSAGE_RECEIVED: (
        _("New message from %(name)s"),
        _("In dossier %(number)s. Read it and answer in the conversation."),
    ),
    Kind.POST_COMMENTED: (
        _("%(name)s commented on your post"),
        _("“%(title)s”. Read it and answer on its page."),
    ),
    Kind.COMMENT_ANSWERED: (
        _("%(name)s answered your comment"),
        _("Read the answer under it."),
    ),
    Kind.POST_THANKED: (
        _("%(name)s says thank you"),
        _("For your post “%(title)s”."),
    ),
    Kind.WELCOME: (
        _("Welcome to CAPITUNE"),
        _("Your address is confirmed. Your dashboard says what to begin with."),
    ),
    Kind.NEW_DEVICE: (
        _("New sign-in: %(device)s"),
        _("If it was not you, sign that device out and change your password."),
    ),
    Kind.PROGRAM_ENDED: (
        _("A program was signed out"),
        _("The key of its sign-in was used twice: it may have been copied. See who is signed in."),
    ),
    Kind.PASSWORD_CHANGED: (
        _("Your password was changed"),
        _("If it was not you, ask for a new one now from the sign-in page."),
    ),
    Kind.EMAIL_CHANGED: (
        _("Your e-mail address was changed"),
        _("You sign in with the new one. The e-mail sent to the old one can undo it for 7 days."),
    ),
    Kind.FACTOR_CHANGED: (
        _("Your second factor changed"),
        _("If it was not you, change your password and look at your second factors."),
    ),
    Kind.ADDRESS_REFUSES_MAIL: (
        _("Our messages do not reach your e-mail address"),
        _("Check the address in your profile: codes and alerts would be lost."),
    ),
    Kind.CREDENTIAL_SUBMITTED: (
        _("Your licence %(number)s is in the queue"),
        _("Two members of the team look it up in the official register. You need do nothing."),
    ),
    Kind.CREDENTIAL_APPROVED: (
        _("Your licence %(number)s is verified"),
        _("Your badge now says what was checked, and until when."),
    ),
    Kind.CREDENTIAL_REFUSED: (
        _("Your licence %(number)s could not be verified"),
        _("What the team says: %(reason)s"),
    ),
    Kind.PROOF_ASKED: (
        _("One more proof is needed for your licence %(number)s"),
        _("The team asks: %(reason)s"),
    ),
    Kind.LICENCE_LOST: (
        _("Your licence %(number)s no longer counts"),
        _("Your badge and your access to dossiers have changed. My verification says why."),
    ),
    Kind.LICENCE_EXPIRING: (
        _("Your licence %(number)s ends soon here"),
        _("It counts until %(day)s. Renew it, then send it in again from My verification."),
    ),
    Kind.NUMBER_CONTESTED: (
        _("Someone else declared the number %(number)s"),
        _("The team is looking into it. Contact requests rest meanwhile."),
    ),
    Kind.CONTACT_CODE_SENT: (
        _("A code awaits you"),
        _("It went to the address that the official register shows. Enter it within 15 minutes."),
    ),
    Kind.PROOF_REMOVED: (
        _("A file could not be kept"),
        _("It held a virus or did not reach us whole. Send it once more."),
    ),
    Kind.CONTACT_REQUESTED: (
        _("%(first_name)s wrote to you"),
        _("Accept or decline: the candidate is told."),
    ),
    Kind.CONTACT_ACCEPTED: (
        _("%(name)s accepted your contact request"),
        _("Their answer is among your contact requests."),
    ),
    Kind.CONTACT_DECLINED: (
        _("%(name)s declined your contact request"),
        _("You can write to someone else in the directory."),
    ),
    Kind.OFFER_ACCEPTED: (
        _("%(name)s accepts that you accompany dossier %(number)s"),
        _("You now see its documents."),
    ),
    Kind.OFFER_DECLINED: (
        _("%(name)s does not take up your offer"),
        _("You accompany this person no further. Your exchange stays among your requests."),
    ),
    Kind.CONTACT_LAPSED: (
        _("%(name)s cannot answer your contact request for now"),
        _("You can write to someone else in the directory."),
    ),
    Kind.PROFESSIONAL_PAUSED: (
        _("%(name)s cannot accompany dossier %(number)s for now"),
        _("Your documents stay yours, and safe. You can ask for someone else."),
    ),
}


# Of several that one line stands for.
GROUPED = {
    Kind.REPORT_SETTLED: (
        _("We have looked at %(num)s things you reported"),
        _("Thank you. What became of them stands among your reports."),
    ),
    Kind.DOCUMENT_RECEIVED: (
        _("%(num)s documents to check in dossier %(number)s"),
        _("Sent by %(names)s."),
    ),
    Kind.DOCUMENT_VALIDATED: (
        _("%(num)s documents validated in dossier %(number)s"),
        _("Validated by %(names)s."),
    ),
    Kind.MESSAGE_RECEIVED: (
        _("%(num)s new messages in dossier %(number)s"),
        _("From %(names)s."),
    ),
    Kind.POST_COMMENTED: (
        _("%(num)s comments on your post"),
        _("“%(title)s”. By %(names)s."),
    ),
    Kind.COMMENT_ANSWERED: (
        _("%(num)s answers to your comment"),
        _("By %(names)s."),
    ),
    Kind.POST_THANKED: (
        _("%(names)s say thank you"),
        _("For your post “%(title)s”."),
    ),
    Kind.ASSIGNMENT_REQUESTED: (
        _("Accompaniment asked for: %(names)s"),
        _("%(num)s requests await your answer: you see a dossier once you accept."),
    ),
    Kind.CONTACT_REQUESTED: (
        _("New messages from the directory: %(names)s"),
        _("%(num)s requests await your answer. Accept or decline: each candidate is told."),
    ),
}
