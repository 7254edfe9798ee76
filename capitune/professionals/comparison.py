"""What was declared of a licence beside what its official register shows, and whether they are the same."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from capitune.core.errors import Invalid
from capitune.professionals import numbers
from capitune.professionals.models import Credential


class Verdict(StrEnum):
    """How the two sides compare; ``unread`` while nothing was copied from the register."""

    SAME = "same"
    DIFFERENT = "different"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Compared:
    """One line: the field, both sides as they are kept, and how they compare."""

    field: str
    declared: str
    found: str
    verdict: Verdict


def compare(credential: Credential, *, name: str, email: str) -> tuple[Compared, ...]:
    """Line by line, for its owner called ``name``. Two ways of writing one name or number are the same."""

    def as_number(number: str) -> str:
        try:
            return numbers.normal(number, credential.body, credential.licence_class)
        except Invalid:
            return number

    found_class = credential.register_class.value if credential.register_class else ""
    return (
        _line("name", name, credential.register_name, _name),
        _line("number", credential.number, credential.register_number, as_number),
        _line("class", credential.licence_class.value, found_class, str),
        _line("jurisdiction", credential.jurisdiction, credential.register_jurisdiction, str),
        _line("email", email, credential.register_contact, str.casefold),
    )


def _line(field: str, declared: str, found: str, plain: Callable[[str], str]) -> Compared:
    if not found:
        return Compared(field, declared, found, Verdict.UNREAD)
    is_same = plain(declared) == plain(found)
    return Compared(field, declared, found, Verdict.SAME if is_same else Verdict.DIFFERENT)


def _name(text: str) -> str:
    """Without accents, case, punctuation and order: registers write LEFEBVRE, Anne."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(
        sorted(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))
    )
