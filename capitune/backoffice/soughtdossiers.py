"""Which dossiers staff look for, as the words of an address say it; what cannot be read is refused by its field."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from capitune.accounts.countries import CODES
from capitune.core.asked import words_of
from capitune.core.errors import FieldError, Invalid
from capitune.dossiers.states import Family, Party, Stage

FILTERS = ("q", "stage", "family", "template", "turn", "country", "alone", "late", "archived")
REVIEW = "review"  # a version waits for a decision, whoever's turn it is
TURNS = (Party.CANDIDATE.value, Party.PROFESSIONAL.value, REVIEW)
LONGEST = 100
NUMBER = re.compile(r"[A-Z]{2,4}-\d{4}-\d{1,10}")


@dataclass(frozen=True, slots=True)
class SoughtDossiers:
    """What is looked for; empty for anything. ``number`` or ``words`` (the beginning of a name or an address) is
    what ``q`` was.
    """

    number: str = ""
    words: str = ""
    stage: str = ""
    family: str = ""
    template: str = ""
    turn: str = ""
    country: str = ""
    alone: bool = False
    late: bool = False
    archived: bool = False


def sought_dossiers(asked: Mapping[str, str], templates: Collection[str]) -> SoughtDossiers:
    """What these words ask for. Raises ``Invalid``, naming each field that cannot be read (``unknown_value``)."""
    known: dict[str, Collection[str]] = {
        "stage": set(Stage),
        "family": set(Family),
        "template": templates,
        "turn": TURNS,
        "country": CODES,
        **dict.fromkeys(("alone", "late", "archived"), ("1",)),
    }
    given = {name: text for name, text in asked.items() if name in known and text}
    wrong = [name for name, text in given.items() if text not in known[name]]
    if wrong:
        errors = tuple(FieldError(name, "unknown_value") for name in wrong)
        raise Invalid(code="unknown_value", errors=errors)
    words = words_of(asked, "q", LONGEST)
    is_number = NUMBER.fullmatch(words.upper()) is not None
    chosen = {
        name: given.get(name, "") for name in ("stage", "family", "template", "turn", "country")
    }
    return SoughtDossiers(
        number=words.upper() if is_number else "",
        words="" if is_number else words,
        alone="alone" in given,
        late="late" in given,
        archived="archived" in given,
        **chosen,
    )
