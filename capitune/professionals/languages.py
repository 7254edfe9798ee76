"""Languages people work in: ISO 639-1 codes, named in the reader's language."""

from functools import lru_cache

from babel import Locale

from capitune.accounts.countries import plain
from capitune.core.i18n import current_language

CODES = frozenset(code for code in map(str, Locale("en").languages) if len(code) == 2)
FIRST = ("fr", "en")


@lru_cache(maxsize=4)
def choices(language: str) -> tuple[tuple[str, str], ...]:
    """(code, name): French and English first, then in alphabetical order."""
    names = Locale(language).languages
    pairs = [(code, str(names.get(code, code)).capitalize()) for code in CODES]
    return tuple(sorted(pairs, key=lambda pair: (pair[0] not in FIRST, plain(pair[1]))))


def names(codes: list[str]) -> str:
    """``Français, anglais``: in the reader's language, in the order given."""
    known = Locale(current_language()).languages
    text = ", ".join(known.get(code, code) for code in codes)
    return text[:1].upper() + text[1:]
