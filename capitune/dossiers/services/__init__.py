"""What may be done with dossiers: one function per act."""

from capitune.dossiers.services.accepting import accept_invitation
from capitune.dossiers.services.answers import answer_questions
from capitune.dossiers.services.assignments import (
    accept_assignment,
    accept_offer,
    end_assignment,
    make_assignment,
    refuse_assignment,
)
from capitune.dossiers.services.budget import add_line, change_line, remove_line
from capitune.dossiers.services.canned import change_reply, keep_reply, remove_reply
from capitune.dossiers.services.caseload import set_aside, take_up
from capitune.dossiers.services.catalogue import seed_catalogue
from capitune.dossiers.services.colleagues import (
    Suggested,
    agree_to_colleague,
    suggest_colleague,
)
from capitune.dossiers.services.describing import Described, as_described, describe
from capitune.dossiers.services.documents import add_document, delete_document, record_opening
from capitune.dossiers.services.dossiers import (
    archive,
    delete_dossier,
    edit_dossier,
    move_stage,
    reopen,
)
from capitune.dossiers.services.entries import discard_entry, publish_entry, verify_entry
from capitune.dossiers.services.exemptions import (
    ask_files,
    excuse,
    insist,
    restore,
    waive,
    withdraw_excuse,
)
from capitune.dossiers.services.expiries import NOTICES, follow_the_day, warn_of_expiry
from capitune.dossiers.services.exports import export_dossier, prove_deposit, take_summary
from capitune.dossiers.services.feeds import make_feed, note_reading, revoke_feed
from capitune.dossiers.services.files import ANY, Target, move_file
from capitune.dossiers.services.filings import (
    ask_filing,
    open_filing,
    record_filing,
    record_filing_removal,
)
from capitune.dossiers.services.glass import break_glass, end_glass, read_glass
from capitune.dossiers.services.importing import Taken, import_rows
from capitune.dossiers.services.inviting import (
    decline_invitation,
    invite_prospect,
    purge_invitations,
    send_again,
    withdraw_invitation,
)
from capitune.dossiers.services.journal import export_journal, verify_journal
from capitune.dossiers.services.messagefiles import (
    record_message_file_opening,
    record_message_file_scan,
)
from capitune.dossiers.services.messages import mark_seen, send_message, withdraw_message
from capitune.dossiers.services.notes import change_note, delete_note, write_note
from capitune.dossiers.services.opening import open_dossier
from capitune.dossiers.services.payments import record_payment, reverse_payment
from capitune.dossiers.services.previews import record_previews
from capitune.dossiers.services.publishing import (
    change_draft,
    discard_version,
    draft_version,
    publish_version,
)
from capitune.dossiers.services.quotes import accept_quote, propose_quote
from capitune.dossiers.services.reviews import decide, withdraw_request
from capitune.dossiers.services.roles import change_person, change_role
from capitune.dossiers.services.savedviews import remove_view, rename_view, save_view
from capitune.dossiers.services.scans import record_scan
from capitune.dossiers.services.tags import (
    add_tag,
    change_tag,
    find_tag,
    keep_tag,
    remove_tag,
    set_tags,
)
from capitune.dossiers.services.timeline import (
    add_step,
    change_step,
    follow_changes,
    hold_step,
    mark_step,
    remove_step,
    resume_step,
)
from capitune.dossiers.services.transfers import transfer
from capitune.dossiers.services.uploads import (
    Announced,
    begin_upload,
    cancel_upload,
    complete_upload,
    purge_uploads,
)
from capitune.dossiers.services.vault import grant_document

__all__ = [
    "ANY",
    "NOTICES",
    "Announced",
    "Described",
    "Suggested",
    "Taken",
    "Target",
    "accept_assignment",
    "accept_invitation",
    "accept_offer",
    "accept_quote",
    "add_document",
    "add_line",
    "add_step",
    "add_tag",
    "agree_to_colleague",
    "answer_questions",
    "archive",
    "as_described",
    "ask_files",
    "ask_filing",
    "begin_upload",
    "break_glass",
    "cancel_upload",
    "change_draft",
    "change_line",
    "change_note",
    "change_person",
    "change_reply",
    "change_role",
    "change_step",
    "change_tag",
    "complete_upload",
    "decide",
    "decline_invitation",
    "delete_document",
    "delete_dossier",
    "delete_note",
    "describe",
    "discard_entry",
    "discard_version",
    "draft_version",
    "edit_dossier",
    "end_assignment",
    "end_glass",
    "excuse",
    "export_dossier",
    "export_journal",
    "find_tag",
    "follow_changes",
    "follow_the_day",
    "grant_document",
    "hold_step",
    "import_rows",
    "insist",
    "invite_prospect",
    "keep_reply",
    "keep_tag",
    "make_assignment",
    "make_feed",
    "mark_seen",
    "mark_step",
    "move_file",
    "move_stage",
    "note_reading",
    "open_dossier",
    "open_filing",
    "propose_quote",
    "prove_deposit",
    "publish_entry",
    "publish_version",
    "purge_invitations",
    "purge_uploads",
    "read_glass",
    "record_filing",
    "record_filing_removal",
    "record_message_file_opening",
    "record_message_file_scan",
    "record_opening",
    "record_payment",
    "record_previews",
    "record_scan",
    "refuse_assignment",
    "remove_line",
    "remove_reply",
    "remove_step",
    "remove_tag",
    "remove_view",
    "rename_view",
    "reopen",
    "restore",
    "resume_step",
    "reverse_payment",
    "revoke_feed",
    "save_view",
    "seed_catalogue",
    "send_again",
    "send_message",
    "set_aside",
    "set_tags",
    "suggest_colleague",
    "take_summary",
    "take_up",
    "transfer",
    "verify_entry",
    "verify_journal",
    "waive",
    "warn_of_expiry",
    "withdraw_excuse",
    "withdraw_invitation",
    "withdraw_message",
    "withdraw_request",
    "write_note",
]
