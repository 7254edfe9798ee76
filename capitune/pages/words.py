"""What to say of a profile that is not complete."""

from dataclasses import dataclass

from capitune.core.i18n import gettext
from capitune.core.i18n import lazy_gettext as _
from capitune.dossiers.words.nextstep import NextStep

EDIT, PRACTICE = "/profile/edit", "/profile/practice"
ASKED = {
    "goals": (_("Say what you want to do in Canada"), EDIT),
    "phone": (_("Give your telephone number"), EDIT),
    "country": (_("Choose your country of residence"), EDIT),
    "timezone": (_("Choose your time zone"), EDIT),
    "sector": (_("Choose your sector"), EDIT),
    "budget_cents": (_("Estimate your budget"), EDIT),
    "bio": (_("Introduce yourself"), PRACTICE),
    "expertise": (_("Name what you know best"), PRACTICE),
    "years": (_("Say how long you have practised"), PRACTICE),
    "languages": (_("Choose the languages you work in"), PRACTICE),
    "services": (_("List your services"), PRACTICE),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that is missing, and where one gives it."""

    label: str
    url: str


def ask_for(name: str) -> Asked:
    """The words for a piece of ``Completeness.missing``."""
    label, path = ASKED[name]
    return Asked(str(label), f"{path}#{name}")


def complete_profile() -> NextStep:
    """The next action of a candidate whose profile lacks something essential."""
    return NextStep(
        gettext("Complete your profile"),
        gettext("Say what you want to do in Canada: everything else follows from it."),
        gettext("Complete my profile"),
        f"{EDIT}#goals",
    )
