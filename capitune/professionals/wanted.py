"""What somebody looks for in the directory, as the words of an address say it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

from capitune.accounts.typed import is_text
from capitune.core.errors import FieldError, Invalid
from capitune.professionals import languages
from capitune.professionals.states import Domain, Profession, Scope

LONGEST_SEARCH, LONGEST_PROVINCE = 200, 40


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; empty for anything."""

    q: str = ""
    profession: str = ""
    domain: str = ""
    scope: str = ""
    language: str = ""
    province: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        """Those that are not empty, for an address."""
        return {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name)}


CHECKS: dict[str, tuple[Callable[[str], bool], str]] = {
    "profession": (set(Profession).__contains__, "unknown_profession"),
    "domain": (set(Domain).__contains__, "unknown_domain"),
    "scope": (set(Scope).__contains__, "unknown_scope"),
    "language": (languages.CODES.__contains__, "unknown_language"),
    # Beside the codes, practices hold short texts: other places have no code.
    "province": (lambda text: len(text) <= LONGEST_PROVINCE and is_text(text), "bad_text"),
}


def wanted(sent: Mapping[str, str], *, strict: bool = False) -> Wanted:
    """What these words of an address look for. ``strict`` raises ``Invalid`` about all that nobody knows;
    else it is left out, as of an old link.
    """
    found = {"q": sent.get("q", "")[:LONGEST_SEARCH].strip()}
    wrong = []
    for name, (fits, code) in CHECKS.items():
        value = sent.get(name, "")
        if value and fits(value):
            found[name] = value
        elif value:
            wrong.append(FieldError(name, code))
    if wrong and strict:
        raise Invalid(errors=tuple(wrong))
    return Wanted(**found)
