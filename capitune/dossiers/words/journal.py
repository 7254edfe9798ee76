"""The journal in plain words: what happened to what. Who and when stand beside."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from capitune.audit.acts import Act
from capitune.core.formats import money
from capitune.core.i18n import gettext as _
from capitune.core.i18n import lazy_gettext as _l
from capitune.dossiers.queries import JournalLine
from capitune.dossiers.states import DocumentStatus, Kind
from capitune.dossiers.words.labels import KINDS, STAGES, TURNS
from capitune.dossiers.words.naming import named


@dataclass(frozen=True, slots=True)
class Told:
    """A line as it is read: the act, what it was about, and the mark before it."""

    act: str
    about: str
    icon: str
    tone: str = ""


ACTS = {
    Act.DOSSIER_OPENED: (_l("Dossier opened"), "folder-plus", "go"),
    Act.DOSSIER_EDITED: (_l("Facts of the dossier changed"), "pencil", ""),
    Act.DOSSIER_ANSWERED: (_l("Answers about the situation changed"), "folder-question", ""),
    Act.DOSSIER_ARCHIVED: (_l("Dossier archived"), "archive", ""),
    Act.DOSSIER_REOPENED: (_l("Dossier reopened"), "folder-check", "go"),
    Act.DOSSIER_STAGED: (_l("Stage changed"), "progress", "go"),
    Act.DOSSIER_EXPORTED: (_l("Dossier taken away as a file"), "download", ""),
    Act.SUMMARY_TAKEN: (_l("Summary taken away"), "download", ""),
    Act.DEPOSIT_PROVED: (_l("Proof of deposit taken away"), "download", ""),
    Act.FILING_ASKED: (_l("PDFs for submission asked for"), "files", ""),
    Act.FILING_OPENED: (_l("PDFs for submission taken away"), "download", ""),
    Act.TURN_PASSED: (_l("The turn passes"), "arrow-right", ""),
    Act.INVITATION_ACCEPTED: (_l("Invitation accepted"), "user-plus", "go"),
    Act.ASSIGNMENT_REQUESTED: (_l("Help asked for"), "user-question", ""),
    Act.ASSIGNMENT_PROPOSED: (_l("Professional proposed"), "user-plus", ""),
    Act.COLLEAGUE_SUGGESTED: (_l("Colleague suggested"), "user-plus", ""),
    Act.COLLEAGUE_AGREED: (_l("Agreed that the colleague be asked"), "user-plus", ""),
    Act.SUGGESTION_DROPPED: (_l("Suggestion of a colleague dropped"), "circle-minus", ""),
    Act.ASSIGNMENT_ACCEPTED: (_l("Accompaniment accepted, access begins"), "user-plus", "go"),
    Act.ASSIGNMENT_REFUSED: (_l("Accompaniment refused"), "circle-minus", ""),
    Act.GLASS_BROKEN: (_l("The team opened the dossier, to read for 15 minutes"), "eye", "no"),
    Act.GLASS_READ: (_l("Read by the team"), "eye", ""),
    Act.GLASS_ENDED: (_l("The team closed the dossier again"), "lock", ""),
    Act.ASSIGNMENT_ENDED: (_l("Access ended"), "door-enter", ""),
    Act.BUDGET_LINE_ADDED: (_l("Line added to the budget"), "coin", ""),
    Act.BUDGET_LINE_CHANGED: (_l("Line of the budget changed"), "coin", ""),
    Act.BUDGET_LINE_REMOVED: (_l("Line removed from the budget"), "coin", ""),
    Act.QUOTE_PROPOSED: (_l("Quote proposed"), "receipt", "go"),
    Act.QUOTE_ACCEPTED: (_l("Quote accepted"), "receipt", "ok"),
    Act.QUOTE_WITHDRAWN: (_l("Quote withdrawn"), "receipt", ""),
    Act.PAYMENT_RECORDED: (_l("Payment recorded"), "coin", "ok"),
    Act.PAYMENT_REVERSED: (_l("Payment taken back"), "history", ""),
    Act.MESSAGE_SENT: (_l("Message sent"), "message", ""),
    Act.MESSAGE_FILE_SCANNED: (_l("Virus check done, nothing found"), "shield-check", ""),
    Act.MESSAGE_FILE_INFECTED: (_l("File removed, a virus was found"), "shield-search", "no"),
    Act.MESSAGE_FILE_OPENED: (_l("File of a message opened"), "eye", ""),
    Act.MESSAGE_WITHDRAWN: (_l("Message withdrawn"), "message", ""),
    Act.STEP_ADDED: (_l("Step added"), "plus", ""),
    Act.STEP_CHANGED: (_l("Step changed"), "pencil", ""),
    Act.STEP_HELD: (_l("Step on hold"), "clock", ""),
    Act.STEP_RESUMED: (_l("Step taken up again"), "history", ""),
    Act.STEP_REMOVED: (_l("Step removed"), "trash", ""),
    Act.STEP_COMPLETED: (_l("Step completed"), "check", "ok"),
    Act.STEP_REOPENED: (_l("Step open again"), "history", ""),
    Act.DOCUMENT_SENT: (_l("Document sent"), "upload", "go"),
    Act.DOCUMENT_SCANNED: (_l("Virus check done, nothing found"), "shield-check", ""),
    Act.DOCUMENT_INFECTED: (_l("File removed, a virus was found"), "shield-search", "no"),
    Act.DOCUMENT_OPENED: (_l("Document opened"), "eye", ""),
    Act.DOCUMENT_GRANTED: (_l("Document given from the vault"), "books", "go"),
    Act.DOCUMENT_WITHDRAWN: (_l("Document of the vault taken back"), "trash", ""),
    Act.DOCUMENT_DESCRIBED: (_l("Dates or language written down"), "pencil", ""),
    Act.DOCUMENT_EXCUSED: (_l("Said that it cannot be provided"), "circle-minus", "go"),
    Act.DOCUMENT_PROVIDABLE: (_l("It can be provided after all"), "upload", ""),
    Act.DOCUMENT_INSISTED: (_l("Asked for all the same"), "exclamation-mark", "no"),
    Act.DOCUMENT_WAIVED: (_l("Done without"), "circle-minus", "ok"),
    Act.DOCUMENT_RESTORED: (_l("Asked for again"), "refresh-alert", ""),
    Act.FILES_ASKED: (_l("Number of files asked for changed"), "files", ""),
    Act.FILES_ORDERED: (_l("Files put in another order"), "files", ""),
    Act.DOCUMENT_DELETED: (_l("Version taken back"), "trash", ""),
    Act.DOCUMENT_VALIDATED: (_l("Document validated"), "check", "ok"),
    Act.DOCUMENT_REJECTED: (_l("New version asked for"), "exclamation-mark", "no"),
    Act.DOCUMENT_REQUEST_WITHDRAWN: (_l("Request for a new version taken back"), "history", "go"),
}

UNDER_GLASS = {"documents": _l("the list of documents"), "messages": _l("the conversation")}
# Acts whose facts hold a code to be said: its name, and the words for it.
CODES: dict[str, tuple[str, Mapping[str, Any]]] = {
    Act.DOSSIER_STAGED: ("to", {stage.value: words for stage, words in STAGES.items()}),
    Act.TURN_PASSED: ("to", {party.value: words for party, words in TURNS.items()}),
    Act.GLASS_READ: ("what", UNDER_GLASS),
}


def told(line: JournalLine) -> Told:
    """What to show for this line; an act that is not known here (from a newer version) stays general."""
    known = ACTS.get(Act(line.act)) if line.act in set(Act) else None
    if known is None:
        return Told(_("The dossier changed"), "", "history")
    act, icon, tone = known
    if line.data.get("from") == DocumentStatus.VALIDATED:
        act = _l("Validation taken back, new version asked for")
    return Told(str(act), _about(line), icon, tone)


def _about(line: JournalLine) -> str:
    if line.act in CODES:
        name, words = CODES[line.act]
        return str(words.get(str(line.data.get(name)), ""))
    if line.subject_type == "document":
        return _version(line)
    if line.subject_type in ("quote", "budget_line", "payment"):
        return _money(line)
    if line.act.startswith("assignment."):
        return line.person.name if line.person else ""
    return _named(line) if line.subject_type in ("step", "requirement") else ""


def _named(line: JournalLine) -> str:
    """By its label; a step that is no more, by the title it had."""
    return named(line.labels) or str(line.data.get("title", ""))


def _version(line: JournalLine) -> str:
    title, number = named(line.labels), line.data.get("number")
    if not number:
        return title
    if line.data.get("kind") == Kind.TRANSLATION:
        kind = KINDS[Kind.TRANSLATION]
        return _("%(title)s, %(kind)s, version %(number)s", title=title, kind=kind, number=number)
    return _("%(title)s, version %(number)s", title=title, number=number)


def _money(line: JournalLine) -> str:
    amount = line.data.get("amount_cents")
    if line.subject_type == "quote":
        return _("version %(number)s", number=line.data.get("number", ""))
    return money(amount) if isinstance(amount, int) else ""
