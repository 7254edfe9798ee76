"""What a member typed, made fit to be kept."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from capitune.accounts.typed import is_text
from capitune.core.errors import FieldError, Invalid
from capitune.inside.states import (
    LONGEST_BODY,
    LONGEST_TITLE,
    MOST_TAGS,
    SHORTEST_BODY,
    SHORTEST_TITLE,
    Category,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a post is to say, as it was sent."""

    title: str
    body: str
    category: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """The same, fit to be kept; ``tags`` are slugs, each once."""

    title: str
    body: str
    category: Category | None
    tags: tuple[str, ...]


def fit(said: Said, known_tags: Iterable[str], *, whole: bool) -> Fit:
    """What of ``said`` is kept. ``whole``: it is to be published; a draft may lack anything.

    Raises ``Invalid`` beside each field that is wrong: ``title`` and ``body`` (``required``, ``words_too_short``,
    ``too_long``, ``bad_text``), ``category`` (``required``, ``unknown_category``), ``tags`` (``required``,
    ``too_many_tags``, ``unknown_tag``).
    """
    title = unicodedata.normalize("NFC", " ".join(said.title.split()))
    body = markdown_text(said.body)
    tags = tuple(dict.fromkeys(said.tags))
    category = Category(said.category) if said.category in set(Category) else None
    shortest = (SHORTEST_TITLE, SHORTEST_BODY) if whole else (0, 0)
    codes = {
        "title": _wrong_words(title, shortest[0], LONGEST_TITLE),
        "body": _wrong_words(body, shortest[1], LONGEST_BODY),
        "category": "unknown_category"
        if said.category and category is None
        else "required"
        if whole and category is None
        else "",
        "tags": _wrong_tags(tags, known_tags, whole=whole),
    }
    wrong = tuple(FieldError(field, code) for field, code in codes.items() if code)
    if wrong:
        raise Invalid(errors=wrong)
    return Fit(title, body, category, tags)


def markdown_text(value: str) -> str:
    """``value`` as Markdown is kept: its indents, no space at the ends of lines, two empty lines at most; NFC."""
    lines = (line.rstrip() for line in value.expandtabs(4).splitlines())
    return unicodedata.normalize("NFC", re.sub(r"\n{4,}", "\n\n\n", "\n".join(lines)).strip("\n"))


def _wrong_words(words: str, shortest: int, longest: int) -> str:
    if not words.strip() and shortest:
        return "required"
    if len(words) > longest:
        return "too_long"
    if not is_text(words.replace("\n", " ")):
        return "bad_text"
    return "words_too_short" if len(words) < shortest else ""


def _wrong_tags(tags: tuple[str, ...], known: Iterable[str], *, whole: bool) -> str:
    if len(tags) > MOST_TAGS:
        return "too_many_tags"
    if not set(tags) <= set(known):
        return "unknown_tag"
    return "required" if whole and not tags else ""
