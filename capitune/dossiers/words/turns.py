"""Whose turn a dossier is, in a few words for a list."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import Row

from capitune.dossiers.nextaction import Next
from capitune.dossiers.states import NextAction
from capitune.dossiers.words.naming import named


@dataclass(frozen=True, slots=True)
class Turn:
    """A status: its words, icon and tone."""

    words: str
    icon: str
    tone: str = ""


WORDS = {
    NextAction.REPLACE_DOCUMENT: (_l("%(who)s, to redo: %(what)s"), "refresh-alert", "no"),
    NextAction.PROVIDE_DOCUMENT: (_l("%(who)s, to send: %(what)s"), "upload", ""),
    NextAction.COMPLETE_STEP: (_l("%(who)s, step: %(what)s"), "calendar-exclamation", "no"),
    NextAction.WAIT_PROFESSIONAL: ("%(professional)s", "hourglass", "go"),
    NextAction.WAIT_AUTHORITY: (_l("The authority"), "building-bank", ""),
    NextAction.DONE: (_l("Everything is done"), "circle-check", "ok"),
}


def turn_of(row: Row[Any], now: Next, to_check: int, *, owned: bool) -> Turn:
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
        "what": named(about),
        "professional": _("Your professional") if owned else _("The professionals"),
    }
    return Turn(str(words) % facts, icon, tone)
