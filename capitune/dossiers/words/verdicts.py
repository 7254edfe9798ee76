"""What was found about a journal, in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import ngettext

from capitune.audit.acts import Act
from capitune.audit.chain import Flaw, Verdict
from capitune.core.formats import moment
from capitune.core.i18n import gettext as _
from capitune.core.i18n import lazy_gettext as _l
from capitune.dossiers.words.journal import ACTS

FLAWS = {
    Flaw.ALTERED: _l("Line %(line)s was altered."),
    Flaw.MISSING: _l("Line %(line)s is missing, or lines were put in or moved before it."),
    Flaw.UNREADABLE: _l("Line %(line)s cannot be read."),
    Flaw.UNKNOWN: _l("Line %(line)s is not the one that we wrote."),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A verdict as it is read: the colour of its mark, what was found, what that means."""

    tone: str
    title: str
    sentence: str


def found(verdict: Verdict, *, given: bool) -> Found:
    """What to say of a file that was ``given``, or of what is stored."""
    right = ngettext("%(num)s line", "%(num)s lines", verdict.lines)
    if verdict.flaw is None:
        if given:
            meaning = _("All are word for word as they were written, and none is missing.")
            return Found("teal", _("This journal is genuine: %(lines)s.", lines=right), meaning)
        meaning = _("Nothing was altered, removed or put in since.")
        return Found("teal", _("The journal is intact: %(lines)s.", lines=right), meaning)
    title = str(FLAWS[verdict.flaw]) % {"line": verdict.line}
    before = _("Right before it: %(lines)s.", lines=right)
    return Found("rust", title, " ".join(filter(None, (_reading(verdict.said), before))))


def _reading(said: Mapping[str, str] | None) -> str:
    """What the flawed line says of itself, which is not to be believed."""
    if not said:
        return ""
    known = ACTS.get(Act(said["act"])) if said["act"] in set(Act) else None
    act = str(known[0]) if known else said["act"][:80]
    return _("It reads: “%(act)s”, %(at)s.", act=act, at=_when(said["at"]))


def _when(text: str) -> str:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text[:40]
    return moment(at) if at.tzinfo else text[:40]
