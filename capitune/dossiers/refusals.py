"""What to tell people when an act on a dossier is refused: what happened, and what to do."""

from capitune.core.i18n import lazy_gettext as _

SENTENCES = {
    "unknown_template": _("This programme does not exist. Choose one from the list."),
    "template_closed": _("This programme takes no new applications. Choose another one."),
    "too_many_dossiers": _(
        "You have %(most)s open dossiers already. Archive one that you no longer need, then try again."
    ),
    "unknown_question": _("This question is not one of this programme's. Reload the page."),
    "unknown_answer": _("Choose one of the answers offered."),
    "one_answer": _("Choose a single answer."),
    "own_address": _("This is your own address. Write the prospect’s."),
    "already_invited": _("This person is invited to this programme already. Send that one again."),
    "declined_before": _(
        "Whoever reads at this address has declined your invitation. Do not insist."
    ),
    "too_many_invitations": _("You invited %(most)s people today. Wait until tomorrow."),
    "sent_lately": _("This invitation left a few minutes ago. Wait before you send it again."),
    "sent_enough": _("This invitation was sent %(most)s times. Reach the person another way."),
    "written_enough": _(
        "You wrote %(most)s times to this address this month. Reach the person another way."
    ),
    "invitation_accepted": _("This invitation was accepted already."),
    "invitation_declined": _("This invitation was declined."),
    "invitation_withdrawn": _("This invitation was withdrawn."),
    "invitation_expired": _("This invitation is over."),
    "invited_elsewhere": _(
        "This invitation was sent to another address. Sign in with the one that received it."
    ),
    "inviter_unavailable": _("This professional cannot accompany you for now."),
    "consent_needed": _("Agree first: without it no document can be kept nor shown."),
    "candidates_only": _("Only a candidate’s account can accept an invitation."),
    "draft_exists": _("A draft of this programme exists already: version %(version)s."),
    "draft_changed": _("Somebody changed this draft since you read it. Nothing was saved."),
    "already_published": _("This version is published already."),
    "unknown_document": _("This version does not ask for these: %(missing)s. Reload the page."),
    "condition_missing": _(
        "No answer calls for %(missing)s, so it cannot depend on one. Choose something else."
    ),
    "entry_drafted": _(
        "Changes of this entry wait to be published already. Publish or discard them first."
    ),
    "no_draft": _("There is no draft to discard any more."),
    "bad_row": _("Something is wrong in this row. Mend the file, then send it again."),
    "rows_needed": _(
        "It asks for documents that are not in the catalogue: %(missing)s. Tick their rows too."
    ),
    "import_large": _("This file is larger than %(most)s kB: it is no catalogue of ours."),
    "import_unreadable": _("This is not a file of a catalogue: it cannot be read as JSON."),
    "import_other": _("There is no catalogue in this file. Take one away here, and change that."),
    "import_many": _("There are more than %(most)s rows in this file."),
    "none_ticked_rows": _("Tick at least one row that differs."),
    "entry_published": _("Somebody has published this already."),
    "entry_verified": _("Somebody has recorded this as verified today already."),
    "words_missing": _("Some words are missing in French or in English: %(missing)s."),
    "bad_condition": _("A condition reads an answer that no question offers: %(missing)s."),
    "not_a_journal": _(
        "This file is not a journal of ours. Choose one whose name begins with “journal”."
    ),
    "other_journal": _("This is the journal of another dossier. Open that dossier to verify it."),
    "journal_too_large": _(
        "This file is larger than %(most)s MB: it is no journal of this dossier."
    ),
    "filing_not_ready": _(
        "There is nothing to take away here yet. Ask for the PDFs, then come back in a few minutes."
    ),
    "too_many_tags": _("You keep %(most)s tags already. Remove one, then try again."),
    "none_picked": _("Tick at least one client first."),
    "too_many_picked": _("Tick at most %(most)s clients at a time."),
    "bad_pick": _("One of these dossiers cannot be found. Tick them again."),
    "no_tag": _("Choose a tag, or name a new one."),
    "too_many_views": _("You keep %(most)s views already. Remove one, then try again."),
    "view_exists": _("You have a view of this name already."),
    "tag_exists": _("You have a tag of this name already."),
    "unknown_tag": _("One of these tags is gone. Reload the page."),
    "tags_on_one": _("A dossier bears %(most)s tags at most."),
    "date_past": _("This date has passed. Choose a day that is still to come."),
    "date_far": _("This date is too far away. Check the year."),
    "bad_text": _("This text contains characters that cannot be kept. Type it again."),
    "stale_version": _(
        "This page had become out of date: something was changed meanwhile. Nothing was saved. Reload it."
    ),
    "dossier_archived": _("This dossier is archived. Reopen it to change it."),
    "dossier_not_empty": _(
        "This dossier already holds documents or people. Archive it instead of deleting it."
    ),
    "illegal_stage": _("A dossier moves one stage at a time."),
    "documents_missing": _(
        "Documents still to be validated: %(missing)s. The dossier cannot be marked as validated."
    ),
    "not_a_verified_professional": _(
        "This person is not a professional whose licence we have checked. Choose one from the list."
    ),
    "role_out_of_scope": _("This professional's licence does not cover that role."),
    "yourself": _("You accompany this dossier already."),
    "not_your_role": _(
        "You hand over a role of your own: choose the one you have on this dossier."
    ),
    "too_many_suggestions": _(
        "Five suggestions already wait for the candidate. Withdraw one of them first."
    ),
    "suggestion_over": _("Whoever suggested it no longer accompanies this dossier."),
    "reason_too_short": _("Say it in at least %(least)s characters."),
    "same_professional": _("This professional holds this place already. Choose another one."),
    "no_such_place": _("Whoever is to be replaced has no open place in that role here."),
    "already_assigned": _("This professional is already asked or assigned in that role."),
    "already_answered": _("This was already answered. Reload the page to see where it stands."),
    "superseded": _(
        "The candidate has sent a newer version meanwhile. Your decision was not saved. Open the newer "
        "version."
    ),
    "nothing_to_withdraw": _(
        "No new version is asked for here any more. Reload the page to see where this document stands."
    ),
    "already_decided": _(
        "%(by)s decided on this version before you. Your decision was not saved. Reload the page to see "
        "theirs."
    ),
    "version_decided": _(
        "Someone has decided on this version, so it stays. You can send a newer one instead."
    ),
    "too_many_uploads": _(
        "Many files of this dossier are on their way already. Let them arrive, or cancel one."
    ),
    "upload_over": _("This file has arrived already. You can take it back from the list."),
    "unknown_file": _(
        "This file is no longer part of the dossier. Reload the page, then send it again."
    ),
    "too_many_files": _(
        "A document has at most %(most)s files. Put pages together in one PDF, or replace one of them."
    ),
    "already_waived": _("A professional does without this document already. Reload the page."),
    "already_sent": _("This document was sent. Take it back first, if it is not the right one."),
    "not_excused": _(
        "This was answered or taken back meanwhile. Reload the page to see where it stands."
    ),
    "why_needed": _("Write a few words: the other side will read them."),
    "files_range": _("Between 1 and 20 files."),
    "date_ahead": _("This day is still to come. A document is issued before it is sent."),
    "date_too_early": _("This date is too long ago. Check the year."),
    "expires_before_issue": _("A document expires after the day it was issued. Check both dates."),
    "grant_withdrawn": _(
        "The candidate took this document back: its file cannot be opened or decided on in this dossier any more."
    ),
    "document_serves": _(
        "This file also serves in %(dossiers)s. Take it back there first: see your vault."
    ),
    "cannot_serve": _("This document cannot serve here. Choose one that your vault offers."),
    "document_expired": _("This document is no longer valid. Send a newer one."),
    "serves_already": _("This document serves here already."),
    "not_scanned": _("This file is still being checked for viruses. Try again in a moment."),
    "reason_needed": _("Choose at least one reason: the candidate needs to know what to correct."),
    "too_many_marks": _("Mark at most %(most)s places. Keep those that matter most."),
    "mark_page_unknown": _(
        "There is no page %(page)s to mark in this document. Check the number of the page."
    ),
    "mark_outside": _("A mark on page %(page)s reaches outside the page. Draw it again."),
    "mark_too_small": _(
        "A mark on page %(page)s is too small to be seen. Draw it again, as a rectangle."
    ),
    "unknown_reason": _("These reasons do not apply to this document: %(reasons)s. Choose again."),
    "comment_needed": _("Explain the other reason in the message."),
    "out_of_scope": _(
        "Your licence or your role on this dossier does not cover this document. The attempt was noted."
    ),
    "amount_too_small": _("Write an amount above zero."),
    "amount_too_large": _("An amount is at most $1,000,000.00. Check the figures."),
    "unknown_currency": _("Budgets are in Canadian dollars (CAD)."),
    "unknown_line": _("This line is not one of this budget's. Reload the page."),
    "too_many_lines": _("A budget has at most %(most)s lines. Put some of them together."),
    "step_of_others": _("This step is somebody else’s: you cannot change it."),
    "owner_not_yours": _("You can add steps that are yours. Your professionals plan theirs."),
    "too_many_steps": _("A dossier takes at most %(most)s steps of one’s own. Remove one first."),
    "step_of_programme": _(
        "This step belongs to the programme. Put it on hold, or say that it is done."
    ),
    "step_done": _("This step is done already."),
    "step_completes_itself": _("This step completes itself when its document is validated."),
    "step_before_dossier": _("This day is before the dossier was opened. Check the date."),
    "step_too_far": _("This day is too far away. Check the year."),
    "step_ends_first": _("A step ends on the day it starts, or later."),
    "hold_unexplained": _("Say in a few words why it waits: the others read it."),
    "too_many_payments": _("A budget has at most %(most)s payments. Record them together."),
    "line_of_colleague": _(
        "Another professional wrote the price of this service: only they change it."
    ),
    "line_paid": _("Something was paid for this line. Take that payment back first."),
    "service_line": _(
        "Your professional records what you pay for their services. Tell them, if something is missing."
    ),
    "paid_ahead": _("This day is still to come. Record a payment once it is made."),
    "paid_before_dossier": _("This day is before the dossier was opened. Check the date."),
    "payment_reversed": _("This payment was taken back already. Reload the page."),
    "payment_is_reversal": _("This entry takes a payment back. Record the payment again instead."),
    "nothing_to_quote": _("Add at least one service first: a quote lists the services."),
    "quote_unchanged": _("Version %(number)s says exactly this already. Change something first."),
    "quote_replaced": _(
        "Version %(number)s of the quote has just replaced this one. Read it before you accept."
    ),
    "quote_withdrawn": _("This quote was withdrawn: who proposed it has left the dossier."),
    "quote_accepted": _("You accepted this version already. Nothing more is needed."),
    "reminder_past": _("This day has passed. Choose today or a day to come."),
    "reminder_far": _("This day is too far away. Choose one within ten years."),
    "message_empty": _("Write something first."),
    "too_many_attached": _(
        "A message takes at most %(most)s files. Send the others with another one."
    ),
    "too_many_replies": _("You keep %(most)s texts already. Remove one that you no longer use."),
    "message_too_old": _("A message can be withdrawn for five minutes. This one stays."),
    "client_id_reused": _("Another message was sent under this name. Write it again."),
    "unknown_message": _("This message is not one of this conversation’s. Reload the page."),
    "break_glass_required": _(
        "Staff see the facts of a dossier, not its files. Opening one needs an exceptional access."
    ),
}
