"""What the team says in a resource, made fit to be kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from capitune.accounts.typed import is_text
from capitune.core import markdown
from capitune.core.errors import FieldError, Invalid
from capitune.core.i18n import LANGUAGES
from capitune.resources.states import (
    FEWEST_LESSONS,
    LONGEST_ADDRESS,
    LONGEST_BODY,
    LONGEST_SOURCE,
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    MOST_LESSONS,
    WORDS_A_MINUTE,
    ResourceKind,
)

_LONGEST = {"title": LONGEST_TITLE, "summary": LONGEST_SUMMARY, "body": LONGEST_BODY}
_TEMPLATE = re.compile(r"[A-Z0-9][A-Z0-9_-]{1,39}")
_BEGINS = re.compile(r"^# +(.+?) *#* *$", re.MULTILINE)

Texts = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Told:
    """A resource as it was typed: ``texts`` by language a ``title``, a ``summary``, a ``body``."""

    kind: ResourceKind
    texts: Mapping[str, Mapping[str, str]]
    source_name: str
    source_url: str
    valid_on: date
    review_on: date
    template: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A part of a body: from its heading to the next; what stands before the first heading has no title."""

    title: str
    words: str


def lessons_of(body: str) -> list[Lesson]:
    """The lessons of a body in Markdown; one without a title when no line ``# …`` stands in it."""
    found = list(_BEGINS.finditer(body))
    before = body[: found[0].start()].strip() if found else body.strip()
    ends = [*(each.start() for each in found[1:]), len(body)]
    lessons = [
        Lesson(each[1], body[each.end() : end].strip())
        for each, end in zip(found, ends, strict=False)
    ]
    return [Lesson("", before), *lessons] if before else lessons


def as_html(texts: Mapping[str, Mapping[str, str]]) -> dict[str, list[dict[str, str]]]:
    """The lessons of each language as HTML."""
    return {
        language: [
            {"title": each.title, "html": str(markdown.written(each.words))}
            for each in lessons_of(text.get("body", ""))
        ]
        for language, text in texts.items()
    }


def minutes_of(texts: Mapping[str, Mapping[str, str]]) -> int:
    """How long one reads, in minutes, at least one; of the longer language."""
    most = max(len(text.get("body", "").split()) for text in texts.values())
    return max(1, round(most / WORDS_A_MINUTE))


def fit(told: Told) -> Texts:
    """The texts of ``told``, trimmed. Both languages are needed: nobody is shown half of the library.

    Raises ``Invalid`` beside each field that is wrong: ``title_fr`` … ``body_en`` (``required``, ``too_long``,
    ``bad_text``, ``lessons_few``, ``lessons_many``, ``lessons_uneven``), ``source_name``, ``source_url`` (``bad_url``),
    ``review_on`` (``review_early``), ``template`` (``required``).
    """
    texts = {
        language: {
            name: told.texts.get(language, {}).get(name, "").replace("\r\n", "\n").strip()
            for name in _LONGEST
        }
        for language in LANGUAGES
    }
    wrong = [*_wrong_words(told, texts), *_wrong_source(told)]
    if told.review_on <= told.valid_on:
        wrong.append(FieldError("review_on", "review_early"))
    if told.kind is ResourceKind.CHECKLIST and not _TEMPLATE.fullmatch(told.template):
        wrong.append(FieldError("template", "required"))
    if told.kind is ResourceKind.COURSE and not wrong:
        wrong += _wrong_lessons(texts)
    if wrong:
        raise Invalid(errors=tuple(wrong))
    return texts


def _wrong_words(told: Told, texts: Texts) -> list[FieldError]:
    wrong = []
    for language, text in texts.items():
        for name, most in _LONGEST.items():
            words = text[name]
            needed = name != "body" or told.kind is not ResourceKind.CHECKLIST
            if not words and needed:
                wrong.append(FieldError(f"{name}_{language}", "required"))
            elif len(words) > most:
                wrong.append(FieldError(f"{name}_{language}", "too_long"))
            elif not is_text(" ".join(words.split())):
                wrong.append(FieldError(f"{name}_{language}", "bad_text"))
    return wrong


def _wrong_source(told: Told) -> list[FieldError]:
    wrong = []
    name, address = told.source_name.strip(), told.source_url.strip()
    if not name or len(name) > LONGEST_SOURCE or not is_text(name):
        wrong.append(FieldError("source_name", "too_long" if name else "required"))
    if not _is_address(address):
        wrong.append(FieldError("source_url", "bad_url" if address else "required"))
    return wrong


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    whole = parts.scheme == "https" and "." in (parts.hostname or "")
    return whole and len(address) <= LONGEST_ADDRESS and is_text(address)


def _wrong_lessons(texts: Texts) -> list[FieldError]:
    counts = {language: len(lessons_of(text["body"])) for language, text in texts.items()}
    wrong = []
    for language, count in counts.items():
        if count < FEWEST_LESSONS:
            wrong.append(FieldError(f"body_{language}", "lessons_few"))
        elif count > MOST_LESSONS:
            wrong.append(FieldError(f"body_{language}", "lessons_many"))
    if not wrong and len(set(counts.values())) > 1:
        wrong.append(FieldError("body_en", "lessons_uneven"))
    return wrong
