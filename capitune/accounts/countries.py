"""Countries of residence: ISO 3166 codes, named in the reader's language."""

import unicodedata
from functools import lru_cache

from babel import Locale

# In CLDR among the territories, but groups, reserved codes or parts of countries.
NOT_COUNTRIES = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES


CODES = frozenset(filter(_is_country, Locale("en").territories))


@lru_cache(maxsize=4)
def choices(language: str) -> tuple[tuple[str, str], ...]:
    """(code, name) of every country in ``language``, in its alphabetical order, accents aside."""
    names = Locale(language).territories
    return tuple(sorted(((code, names[code]) for code in CODES), key=lambda pair: plain(pair[1])))


def name(code: str | None, language: str) -> str:
    """The name of a country, or nothing when it is not known."""
    return str(Locale(language).territories.get(code or "", ""))


def plain(text: str) -> str:
    """``text`` as alphabets sort it: without accents and capitals."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold()
