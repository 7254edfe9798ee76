"""The words of the audit log: every act, and every kind of thing that it is done on."""

from collections.abc import Mapping
from typing import Any

from capitune.audit.acts import Act
from capitune.core.i18n import lazy_gettext as _l
from capitune.dossiers.words.journal import ACTS as JOURNAL

LONGEST, SHORT = 300, 40
TYPED = frozenset({"title"})  # words of a person, which staff read in the dossier or not at all
ACCOUNT = {
    Act.ACCOUNT_REGISTERED: _l("Account opened"),
    Act.ACCOUNT_VERIFIED: _l("Address verified"),
    Act.ACCOUNT_CODE_ASKED: _l("Code asked for"),
    Act.ACCOUNT_CODE_WRONG: _l("Wrong code given"),
    Act.ACCOUNT_EDITED: _l("Account changed"),
    Act.CONSENT_GIVEN: _l("Consent given"),
    Act.CONSENT_WITHDRAWN: _l("Consent withdrawn"),
    Act.PREFERENCES_CHANGED: _l("Notification preferences changed"),
    Act.LETTERS_STOPPED: _l("Letters stopped by link"),
    Act.ACCOUNT_PASSWORD_RESET: _l("Password reset"),
    Act.ACCOUNT_PASSWORD_CHANGED: _l("Password changed"),
    Act.ACCOUNT_EMAIL_CHANGED: _l("Address of the account changed"),
    Act.ACCOUNT_EMAIL_UNDONE: _l("Change of address undone"),
    Act.SIGN_IN_LOCKED: _l("Sign-in locked"),
    Act.SIGN_IN_UNLOCKED: _l("Sign-in unlocked"),
    Act.ACCOUNT_INVITED: _l("Person invited"),
    Act.ROLE_CHANGED: _l("Role changed"),
    Act.ACCOUNT_SUSPENDED: _l("Account suspended"),
    Act.ACCOUNT_REINSTATED: _l("Suspension lifted"),
    Act.ACCOUNT_LEFT: _l("Account closed by its owner"),
    Act.ACCOUNT_DISMISSED: _l("Account closed by the team"),
    Act.ACCOUNT_CAME_BACK: _l("Closing taken back"),
    Act.ACCOUNT_ERASED: _l("Account erased"),
    Act.EXPORT_ASKED: _l("Copy of one’s data asked for"),
    Act.EXPORT_OPENED: _l("Copy of one’s data taken away"),
}
ENTRY = {
    Act.SESSION_OPENED: _l("Signed in"),
    Act.SESSION_REFUSED: _l("Sign-in refused"),
    Act.SESSION_CLOSED: _l("Signed out"),
    Act.SESSIONS_CLOSED: _l("Signed out everywhere"),
    Act.SESSION_PROVED: _l("Identity confirmed again"),
    Act.PROOF_REFUSED: _l("Confirmation of identity refused"),
    Act.SECOND_STEP_ASKED: _l("Second step asked for"),
    Act.FACTOR_ADDED: _l("Second factor added"),
    Act.FACTOR_REMOVED: _l("Second factor removed"),
    Act.FACTOR_REFUSED: _l("Second factor refused"),
    Act.RECOVERY_CODES_MADE: _l("Recovery codes made"),
    Act.RECOVERY_CODE_USED: _l("Recovery code used"),
    Act.RESCUE_OFFERED: _l("Rescue of the account offered"),
    Act.RESCUE_ASKED: _l("Rescue of the account asked for"),
    Act.RESCUE_PROVED: _l("Rescue: identity proved"),
    Act.RESCUE_OPENED: _l("Rescue accepted"),
    Act.RESCUE_DONE: _l("Rescue done"),
    Act.RESCUE_ENDED: _l("Rescue ended"),
    Act.TOKEN_REUSED: _l("Old token used again"),
    Act.STAFF_INVITED: _l("Team member invited"),
    Act.STAFF_JOINED: _l("Team member joined"),
}
TRADE = {
    Act.PROFESSIONAL_VERIFIED: _l("Professional verified"),
    Act.PROFESSIONAL_UNVERIFIED: _l("Verification withdrawn"),
    Act.CREDENTIAL_DECLARED: _l("Licence declared"),
    Act.CREDENTIAL_EDITED: _l("Licence changed"),
    Act.CREDENTIAL_SUBMITTED: _l("Licence submitted"),
    Act.CREDENTIAL_CONTESTED: _l("Licence number contested"),
    Act.CREDENTIAL_SETTLED: _l("Contested number settled"),
    Act.CREDENTIAL_TAKEN: _l("Licence taken in review"),
    Act.CREDENTIAL_CHECKED: _l("Register looked up"),
    Act.CREDENTIAL_CODE_SENT: _l("Code sent to the register’s contact"),
    Act.CREDENTIAL_CODE_WRONG: _l("Wrong code of the register’s contact"),
    Act.CREDENTIAL_CONTACT_PROVED: _l("Register’s contact proved"),
    Act.CREDENTIAL_HELD: _l("Licence looked at"),
    Act.CREDENTIAL_GIVEN_BACK: _l("Licence given back"),
    Act.CREDENTIAL_PROOF_ASKED: _l("Another proof asked for"),
    Act.CREDENTIAL_RETURNED: _l("Licence back in the queue"),
    Act.CREDENTIAL_SUPPORTED: _l("Licence approved once"),
    Act.CREDENTIAL_APPROVED: _l("Licence approved"),
    Act.CREDENTIAL_REFUSED: _l("Licence refused"),
    Act.CREDENTIAL_SUSPENDED: _l("Licence suspended"),
    Act.CREDENTIAL_EXPIRED: _l("Licence expired"),
    Act.CONTACT_REQUESTED: _l("Contact asked for"),
    Act.CONTACT_ACCEPTED: _l("Contact accepted"),
    Act.CONTACT_DECLINED: _l("Contact declined"),
    Act.OFFER_ACCEPTED: _l("Offer accepted"),
    Act.OFFER_DECLINED: _l("Offer declined"),
    Act.PROOF_SENT: _l("Proof of a licence sent"),
    Act.PROOF_SCANNED: _l("Proof of a licence scanned"),
    Act.PROOF_INFECTED: _l("Proof of a licence infected"),
    Act.PROOF_OPENED: _l("Proof of a licence opened"),
    Act.PROOF_DELETED: _l("Proof of a licence deleted"),
}
BESIDE = {
    Act.DOSSIER_DELETED: _l("Dossier deleted"),
    Act.INVITATION_SENT: _l("Invitation sent"),
    Act.INVITATION_WITHDRAWN: _l("Invitation withdrawn"),
    Act.INVITATION_DECLINED: _l("Invitation declined"),
    Act.NOTE_WRITTEN: _l("Internal note written"),
    Act.NOTE_CHANGED: _l("Internal note changed"),
    Act.NOTE_DELETED: _l("Internal note deleted"),
    Act.FEED_MADE: _l("Calendar address made"),
    Act.FEED_RENEWED: _l("Calendar address renewed"),
    Act.FEED_REVOKED: _l("Calendar address revoked"),
    Act.DOCUMENT_REVIEW_REFUSED: _l("Decision on a document refused"),
}
HOUSE = {
    Act.POST_PUBLISHED: _l("Post published"),
    Act.POST_CHANGED: _l("Post changed"),
    Act.POST_DELETED: _l("Post deleted"),
    Act.COMMENT_WRITTEN: _l("Comment written"),
    Act.COMMENT_CHANGED: _l("Comment changed"),
    Act.COMMENT_DELETED: _l("Comment deleted"),
    Act.COMMENT_RELEASED: _l("Comment let through"),
    Act.WATCH_RULE_ADDED: _l("Watch rule written"),
    Act.WATCH_RULE_CHANGED: _l("Watch rule changed"),
    Act.WATCH_HIT_JUDGED: _l("Hit of a watch rule judged"),
    Act.POST_RELEASED: _l("Post let through"),
    Act.POST_HIDDEN: _l("Post hidden"),
    Act.RESOURCE_WRITTEN: _l("Draft of a resource written"),
    Act.RESOURCE_CHANGED: _l("Resource changed"),
    Act.RESOURCE_PUBLISHED: _l("Resource published"),
    Act.RESOURCE_CONFIRMED: _l("Resource checked against its source"),
    Act.RESOURCE_RETIRED: _l("Resource retired"),
    Act.REPORT_MADE: _l("Something reported"),
    Act.CASE_HIDDEN: _l("Hidden automatically after reports"),
    Act.CASE_CLAIMED: _l("Case taken in hand"),
    Act.CASE_GIVEN_BACK: _l("Case given back"),
    Act.CASE_DECIDED: _l("Case decided"),
    Act.CASE_UNDONE: _l("Decision taken back"),
    Act.CASE_JUDGE_REFUSED: _l("Tried to judge a case of their own"),
    Act.SANCTION_LIFTED: _l("Sanction lifted"),
    Act.ANNOUNCEMENT_MADE: _l("Announcement made"),
    Act.ANNOUNCEMENT_CHANGED: _l("Announcement changed"),
    Act.ANNOUNCEMENT_WITHDRAWN: _l("Announcement withdrawn"),
    Act.SWITCH_TURNED: _l("Switch turned"),
    Act.LEGAL_BEGUN: _l("Draft of a legal text begun"),
    Act.LEGAL_CHANGED: _l("Draft of a legal text changed"),
    Act.LEGAL_DISCARDED: _l("Draft of a legal text thrown away"),
    Act.LEGAL_PUBLISHED: _l("Legal text published"),
    Act.AUDIT_EXPORTED: _l("Audit log taken away"),
    Act.DOSSIERS_EXPORTED: _l("List of dossiers taken away"),
    Act.MAILS_EXPORTED: _l("List of mails taken away"),
    Act.MAIL_RESENT: _l("Mail sent again"),
    Act.EFFECT_RETRIED: _l("Failed task tried again"),
    Act.EFFECT_LEFT: _l("Failed task left for good"),
    Act.STORAGE_RECONCILED: _l("Storage compared"),
    Act.CATALOGUE_SEEDED: _l("Catalogue filled"),
    Act.TEMPLATE_DRAFTED: _l("Version of a programme drafted"),
    Act.TEMPLATE_CHANGED: _l("Draft of a programme changed"),
    Act.TEMPLATE_DISCARDED: _l("Draft of a programme discarded"),
    Act.TEMPLATE_PUBLISHED: _l("Version of a programme published"),
    Act.ENTRY_PUBLISHED: _l("Entry of the catalogue published"),
    Act.ENTRY_VERIFIED: _l("Entry of the catalogue verified"),
    Act.ENTRY_DISCARDED: _l("Draft of an entry of the catalogue discarded"),
    Act.CATALOGUE_IMPORTED: _l("Rows of a file taken into the catalogue as drafts"),
}
_DOSSIER = {act: words for act, (words, _icon, _tone) in JOURNAL.items()} | BESIDE
GROUPS: tuple[tuple[Any, Mapping[Act, Any]], ...] = (
    (_l("Accounts"), ACCOUNT),
    (_l("Sign-in and factors"), ENTRY),
    (_l("Professionals and licences"), TRADE),
    (_l("Dossiers"), _DOSSIER),
    (_l("The house"), HOUSE),
)
ACTS: Mapping[Act, Any] = {act: words for _group, acts in GROUPS for act, words in acts.items()}
KINDS = {
    "case": _l("Moderation case"),
    "moderationcase": _l("Moderation case"),
    "profile": _l("Profile"),
    "user": _l("Account"),
    "dossier": _l("Dossier"),
    "document": _l("Document"),
    "requirement": _l("Document asked for"),
    "assignment": _l("Assignment"),
    "invitation": _l("Invitation"),
    "step": _l("Step"),
    "message": _l("Message"),
    "message_file": _l("File of a message"),
    "note": _l("Internal note"),
    "budget_line": _l("Line of the budget"),
    "quote": _l("Quote"),
    "payment": _l("Payment"),
    "filing": _l("PDFs for submission"),
    "credential": _l("Licence"),
    "proof": _l("Proof of a licence"),
    "contact_request": _l("Contact request"),
    "session": _l("Session"),
    "export": _l("Copy of one’s data"),
    "template": _l("Programme"),
    "document_type": _l("Type of document"),
    "fee": _l("Fee"),
    "announcement": _l("Announcement"),
    "resource": _l("Resource"),
    "legal_text": _l("Legal text"),
    "watch_rule": _l("Watch rule"),
    "setting": _l("Setting"),
    "audit": _l("Audit log"),
    "effect": _l("Task"),
    "mail": _l("Mail"),
}
YES, NO = _l("yes"), _l("no")
DOORS = {
    "web": _l("A page"),
    "api": _l("A program"),
    "socket": _l("A live page"),
    "job": _l("The machine"),
    "system": _l("The machine"),
}


def changes(data: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What the codes of an act say: name, before, after; before is empty where only one value is known."""
    found = []
    if "from" in data or "to" in data:
        found.append(("", _written(data.get("from")), _written(data.get("to"))))
    for name, value in data.items():
        if name in ("from", "to") or name in TYPED:
            continue
        is_pair = isinstance(value, dict) and value.keys() <= {"from", "to"} and value
        pair = (value.get("from"), value.get("to")) if is_pair else (None, value)
        found.append((name.replace("_", " "), _written(pair[0]), _written(pair[1])))
    return found


def _written(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_written(part) for part in value)[:LONGEST]
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_written(part)}" for name, part in value.items())[:LONGEST]
    if isinstance(value, bool):
        return str(YES if value else NO)
    return "" if value is None else str(value)[:LONGEST]


def brief(data: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """The same for a line of a list: what is short, at most three; the rest stands on the page of the act."""
    said = [one for one in changes(data) if one[1] + one[2] and max(map(len, one)) <= SHORT]
    return said[:3]
