"""Whose turn a dossier is, in a few words for a list."""

from dataclasses import dataclass

from flask_babel import ngettext

from capitune.core.i18n import gettext as _
from capitune.core.i18n import lazy_gettext as _l
from capitune.dossiers.nextaction import Next
from capitune.dossiers.queries import Sheet
from capitune.dossiers.queries.lines import AnyRow
from capitune.dossiers.states import NextAction
from capitune.dossiers.words.naming import short_name


@dataclass(frozen=True, slots=True)
class Turn:
    """A status: its words, icon and tone."""

    words: str
    icon: str
    tone: str = ""


WORDS = {
    NextAction.REPLACE_DOCUMENT: (_l("%(who)s, to redo: %(what)s"), "refresh-alert", "no"),
    NextAction.ANSWER_MESSAGE: (_l("%(who)s, message to answer"), "message-question", "no"),
    NextAction.RENEW_DOCUMENT: (_l("%(who)s, to renew: %(what)s"), "calendar-exclamation", "no"),
    NextAction.PROVIDE_DOCUMENT: (_l("%(who)s, to send: %(what)s"), "upload", ""),
    NextAction.COMPLETE_STEP: (_l("%(who)s, step: %(what)s"), "calendar-exclamation", "no"),
    NextAction.ACCEPT_ESTIMATE: (_l("%(who)s, quote to accept"), "coin", "no"),
    NextAction.WAIT_PROFESSIONAL: ("%(professional)s", "hourglass", "go"),
    NextAction.WAIT_AUTHORITY: (_l("The authority"), "building-bank", ""),
    NextAction.DONE: (_l("Everything is done"), "circle-check", "ok"),
}


def turn_of(row: AnyRow, now: Next, to_check: int, *, owned: bool) -> Turn:
    """For the candidate (``owned``) or for whoever accompanies; ``to_check`` versions wait for the
    reader.
    """
    if row.archived_at:
        return Turn(_("Archived"), "archive")
    if to_check:
        words = ngettext("You, %(num)s to check", "You, %(num)s to check", to_check)
        return Turn(words, "hourglass", "go")
    words, icon, tone = WORDS[now.action]
    about = row.next_step_labels if now.step_id else row.next_requirement_labels
    facts = {
        "who": _("You") if owned else _("Candidate"),
        "what": short_name(about),
        "professional": _("Your professional") if owned else _("The professionals"),
    }
    return Turn(str(words) % facts, icon, tone)


# What waits for the candidate and is no document.
ASKED = (NextAction.ANSWER_MESSAGE, NextAction.ACCEPT_ESTIMATE)


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose turn it is, told to the candidate beside the three figures."""

    title: str
    note: str
    with_whom: str


def whose_turn(sheet: Sheet) -> Whose:
    """The title says who moves next, the note what the others do."""
    turns = sheet.turns
    names = list(dict.fromkeys(line.professional.first_name for line in sheet.team))
    with_whom = (
        _("being checked by %(name)s", name=names[0]) if len(names) == 1 else _("being checked")
    )
    if turns.candidate or sheet.next.action in ASKED:
        title = _("It is your turn")
    elif turns.professional:
        title = (
            _("It is the turn of your professional")
            if names
            else _("Your documents wait for someone")
        )
    elif turns.authority:
        title = _("It is the turn of the authorities")
    else:
        title = _("Nothing waits")
    return Whose(title, _note(sheet, names), with_whom)


def _note(sheet: Sheet, names: list[str]) -> str:
    if not names:
        team = _("No professional accompanies you yet.")
    elif sheet.turns.professional:
        who = names[0] if len(names) == 1 else _joined(names)
        team = ngettext("%(who)s moves on too.", "%(who)s move on too.", len(names), who=who)
    else:
        team = _("Nothing waits for your professional.")
    authorities = "" if sheet.turns.authority else _("Nothing waits for the authorities.")
    return f"{team} {authorities}".strip()


def _joined(names: list[str]) -> str:
    return str(_("%(a)s and %(b)s", a=", ".join(names[:-1]), b=names[-1]))
