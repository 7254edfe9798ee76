"""What figures are called."""

from capitune.accounts.countries import name as country_name
from capitune.analytics.states import Figure, Reach
from capitune.core.i18n import LOCALES, current_language
from capitune.core.i18n import lazy_gettext as _l
from capitune.dossiers.states import Family, Stage
from capitune.dossiers.words.labels import FAMILIES, STAGES

FIGURES = {
    Figure.VISITS: _l("Visits"),
    Figure.SIGN_UPS: _l("Sign-ups"),
    Figure.VERIFIED: _l("Addresses confirmed"),
    Figure.OPENED: _l("Dossiers opened"),
    Figure.COMPLETED: _l("Dossiers completed"),
    Figure.SENT: _l("Documents sent"),
    Figure.ACCEPTED: _l("Documents validated"),
    Figure.REJECTED: _l("Documents refused"),
    Figure.CONTACTS: _l("Contact requests"),
    Figure.ACTIVE: _l("Active people"),
    Figure.IN_STAGE: _l("Open dossiers by stage"),
    Figure.REVIEW_HOURS: _l("Hours to the first decision"),
    Figure.ANSWER_HOURS: _l("Hours to a professional’s answer"),
    Figure.STAGE_DAYS: _l("Days in a stage"),
    Figure.REACHED: _l("How far new candidates came"),
}
STEPS = {
    "visits": _l("Visits"),
    "sign_ups": _l("Candidates who signed up"),
    Reach.VERIFIED.value: _l("Address confirmed"),
    Reach.OPENED.value: _l("Dossier opened"),
    Reach.SENT.value: _l("First document sent"),
    Reach.ACCEPTED.value: _l("First document validated"),
    Reach.COMPLETED.value: _l("Dossier completed"),
}
ROLES = {"candidate": _l("Candidates"), "professional": _l("Professionals")}


def cut_name(figure: Figure, cut: str) -> str:
    """What a part of a figure is called; empty for the whole."""
    if not cut:
        return ""
    if figure in {Figure.REVIEW_HOURS, Figure.ANSWER_HOURS}:
        return f"{int(cut)} h"
    if figure is Figure.REACHED:
        return str(STEPS[cut])
    if figure is Figure.IN_STAGE:
        return str(STAGES[Stage(cut)])
    kind, _colon, code = cut.partition(":")
    if figure is Figure.STAGE_DAYS:
        return f"{STAGES[Stage(kind)]}, {int(code)}"
    return slice_name(kind, code)


def slice_name(kind: str, code: str) -> str:
    """What a role, a country, a language or a family of programmes is called."""
    if kind == "country":
        return country_name(code, current_language()) or str(_l("Country not said"))
    if kind == "language":
        return str(LOCALES[current_language()].languages.get(code, code)).capitalize()
    return str(ROLES[code] if kind == "role" else FAMILIES[Family(code)])
