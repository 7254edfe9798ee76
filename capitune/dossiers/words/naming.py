"""Names as they are set: catalogue labels and titles with the typography of their language."""

import re
import unicodedata
from functools import lru_cache

from capitune.core.i18n import current_language
from capitune.dossiers.queries.lines import Labels

BEFORE_SIGN = re.compile(r"(?<=\S) ?(?=[;:!?»](?:\s|$))")
NARROW = "\u202f"
VOWELS = frozenset("aeiouyh")


def typeset(text: str) -> str:
    """Curly apostrophes, and in French a narrow space before the signs that take one."""
    return _set(text, current_language())


@lru_cache(maxsize=4096)
def _set(text: str, language: str) -> str:
    """The catalogue has a few hundred names, shown thousands of times."""
    curly = text.replace("'", "\u2019")
    return BEFORE_SIGN.sub(NARROW, curly) if language == "fr" else curly


def whose(name: str) -> str:
    """``of Aminata`` / ``d’Aminata``, ``de Jean``."""
    if current_language() != "fr":
        return f"of {name}"
    first = unicodedata.normalize("NFD", name[:1]).lower()[:1]
    return f"d’{name}" if first in VOWELS else f"de {name}"


def short_name(labels: Labels | None) -> str:
    """The same without what stands in brackets, for where there is little room."""
    return named(labels).split("(")[0].strip()


def named(labels: Labels | None) -> str:
    """The name of a thing of the catalogue, in the reader's language."""
    return named_in(labels, current_language())


def named_in(labels: Labels | None, language: str) -> str:
    """The same in this language."""
    known = labels or {}
    return _set(known.get(language) or known.get("fr") or "", language)
