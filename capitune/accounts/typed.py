"""What a person typed, made fit to be kept."""

import unicodedata
from collections.abc import Callable
from typing import Any

from capitune.core.errors import FieldError, Invalid

# They turn the reading order of everything around them: a name must not rewrite a page.
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
REFUSED = frozenset({"Cc", "Cs", "Cn", "Co"})


def words(value: str, field: str, *, most: int) -> str:
    """``value`` on one line, its spaces tidied, composed (NFC), at most ``most`` characters.

    Raises ``Invalid`` about ``field``: ``required``, ``too_long`` or ``bad_text`` (control characters,
    half characters, characters that turn the reading order).
    """
    tidy = unicodedata.normalize("NFC", " ".join(value.split()))
    if not tidy:
        raise Invalid.on(field, "required")
    if len(tidy) > most:
        raise Invalid.on(field, "too_long")
    if not is_text(tidy):
        raise Invalid.on(field, "bad_text")
    return tidy


def is_text(value: str) -> bool:
    """True when every character can be stored and shown."""
    return not any(c in BIDI or unicodedata.category(c) in REFUSED for c in value)


def one_of(value: str, field: str, known: Any, code: str) -> str:
    """``value`` if it is among ``known``, else ``Invalid`` about ``field`` with ``code``."""
    if value not in known:
        raise Invalid.on(field, code)
    return value


def all_of(*checks: Callable[[], Any]) -> list[Any]:
    """What each check returns; one ``Invalid`` with the errors of all that refuse."""
    found: list[Any] = []
    errors: list[FieldError] = []
    facts: dict[str, Any] = {}
    for check in checks:
        try:
            found.append(check())
        except Invalid as refusal:
            errors.extend(refusal.errors)
            facts |= refusal.facts
    if errors:
        raise Invalid(code="invalid", errors=tuple(errors), facts=facts)
    return found
