"""What the team wants a rule to be, made fit to be kept."""

import re
import unicodedata
from dataclasses import dataclass

from capitune.core.errors import FieldError, Invalid
from capitune.safety.phrases import tokens_of
from capitune.safety.states import (
    LONGEST_MESSAGE,
    LONGEST_PHRASE,
    MOST_PHRASES,
    Action,
    Mode,
    Normaliser,
    Place,
    Signal,
    Tier,
)

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])")
_KNOWN = {"signal": Signal, "normaliser": Normaliser, "action": Action, "mode": Mode}


@dataclass(frozen=True, slots=True)
class Wanted:
    """As it was typed: ``phrases`` one a line."""

    slug: str
    signal: str
    phrases: str
    normaliser: str
    places: tuple[str, ...]
    spares: str
    action: str
    message_fr: str
    message_en: str
    mode: str


def fit(wanted: Wanted) -> dict[str, object]:
    """The values to keep. Raises ``Invalid`` beside each field that is wrong: ``slug`` (``bad_slug``), ``phrases``
    (``required``, ``too_many_phrases``, ``bad_phrase``), messages (``too_long``, ``required`` for a rule that can hold a
    text), ``unknown_value``.
    """
    lines = (" ".join(line.split()) for line in wanted.phrases.splitlines())
    phrases = list(dict.fromkeys(unicodedata.normalize("NFC", line) for line in lines if line))
    codes = {
        "slug": "" if SLUG.fullmatch(wanted.slug) else "bad_slug",
        "phrases": _wrong_phrases(phrases),
        "places": "" if wanted.places and set(wanted.places) <= set(Place) else "unknown_value",
        "spares": "" if wanted.spares in {"", *Tier} else "unknown_value",
        **{
            name: "" if getattr(wanted, name) in set(kind) else "unknown_value"
            for name, kind in _KNOWN.items()
        },
        **{name: _wrong_message(wanted, name) for name in ("message_fr", "message_en")},
    }
    wrong = tuple(FieldError(field, code) for field, code in codes.items() if code)
    if wrong:
        raise Invalid(errors=wrong)
    return {
        "slug": wanted.slug,
        "phrases": phrases,
        "places": [place for place in Place if place in wanted.places],
        "spares": Tier(wanted.spares) if wanted.spares else None,
        **{name: kind(getattr(wanted, name)) for name, kind in _KNOWN.items()},
        "message_fr": " ".join(wanted.message_fr.split()),
        "message_en": " ".join(wanted.message_en.split()),
    }


def _wrong_phrases(phrases: list[str]) -> str:
    if not phrases:
        return "required"
    if len(phrases) > MOST_PHRASES:
        return "too_many_phrases"
    fits = all(
        len(each) <= LONGEST_PHRASE and each.isprintable() and tokens_of(each.removeprefix("-"))
        for each in phrases
    )
    return "" if fits else "bad_phrase"


def _wrong_message(wanted: Wanted, name: str) -> str:
    words = " ".join(getattr(wanted, name).split())
    if len(words) > LONGEST_MESSAGE:
        return "too_long"
    if not words.isprintable():
        return "bad_text"
    return "required" if not words and wanted.signal != Signal.VICTIM else ""
