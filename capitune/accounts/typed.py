"""What a person typed, made fit to be kept."""

import re
import unicodedata
from collections.abc import Callable, Iterable
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


def paragraphs(value: str | None, field: str, *, most: int) -> str | None:
    """``value`` with its lines, at most one empty line between two; None for nothing.

    Raises ``Invalid`` about ``field``: ``too_long``, ``bad_text``.
    """
    lines = [" ".join(line.split()) for line in (value or "").splitlines()]
    tidy = unicodedata.normalize("NFC", re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n"))
    if len(tidy) > most:
        raise Invalid.on(field, "too_long")
    if not is_text(tidy.replace("\n", " ")):
        raise Invalid.on(field, "bad_text")
    return tidy or None


def several(values: Iterable[str], field: str, *, most: int, each: int) -> list[str]:
    """``values`` as ``words`` keeps each, in order, without the empty and the repeated ones.

    Raises ``Invalid`` about ``field``: ``too_many`` (over ``most``), or as ``words`` does.
    """
    found: dict[str, None] = {}
    for value in values:
        if value.strip():
            found[words(value, field, most=each)] = None
        if len(found) > most:
            raise Invalid.on(field, "too_many")
    return list(found)


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
