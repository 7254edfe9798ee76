"""Details of a person in a text: what proves who one is, what pays, how one is reached; where each stands.

Formats: the passport number as Canada (two letters, six digits; since 2023 a letter, six digits, two letters) and
France (two digits, two letters, five digits) print it, any other after its word; the SIN with its check digit
(canada.ca); bank cards and accounts by their check digits; IRCC's client identifier (0000-0000 or 00-0000-0000) and
application number (a letter and nine digits), or whatever number follows its word.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from capitune.safety import digits, reach
from capitune.safety.plain import plain_of
from capitune.safety.states import Kind

# Longer texts are looked at no further.
MOST = 25_000
GONE = "~"
Spans = Iterator[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Found:
    """A detail, and where it stands."""

    kind: Kind
    start: int
    end: int


def find(text: str) -> tuple[Found, ...]:
    """What ``text`` tells of a person, from its beginning to its end; no two overlap."""
    plain = plain_of(text[:MOST])
    left, found = plain.text, []
    for kind, look in _LOOKS:
        for start, end in list(look(left)):
            left = left[:start] + GONE * (end - start) + left[end:]
            if kind:
                found.append(Found(kind, *plain.span(start, end)))
    return tuple(sorted(found, key=lambda each: each.start))


def mask(text: str, found: Iterable[Found], label: Callable[[Kind], str]) -> str:
    """``text`` with ``[label]`` in place of each of ``found``."""
    shown, end = [], 0
    for each in found:
        shown += [text[end : each.start], f"[{label(each.kind)}]"]
        end = each.end
    return "".join((*shown, text[end:]))


def _pattern(words: str) -> Callable[[str], Spans]:
    compiled = re.compile(words)
    return lambda text: (match.span(len(match.regs) > 1) for match in compiled.finditer(text))


def _digits_of(words: str) -> str:
    return "".join(each for each in words if each.isdigit())


_CARD = re.compile(r"(?<![\w.,-])[2-6]\d{3}(?:[ .-]?\d){9,15}(?![\w-])")
_IBAN = re.compile(r"(?<!\w)[a-z]{2}\d{2}(?: ?[a-z0-9]){11,30}(?!\w)")
_SIN = re.compile(r"(?<![\w.,/+-])\d{3}[ .-]?\d{3}[ .-]?\d{3}(?![\w-]|[ .]?\d)")
_YEARS = re.compile(r"(?:19|20)\d\d-(?:19|20)\d\d")


def _cards(text: str) -> Spans:
    return (m.span() for m in _CARD.finditer(text) if digits.luhn(_digits_of(m[0])))


def _accounts(text: str) -> Spans:
    for match in _IBAN.finditer(text):
        words = match[0].split(" ")
        # What follows a number is drawn in by the spaces: the longest beginning that is one, is it.
        for last in range(len(words), 0, -1):
            number = "".join(words[:last])
            if len(number) >= 15 and digits.iban(number):
                yield match.start(), match.start() + len(" ".join(words[:last]))
                break


def _sins(text: str) -> Spans:
    return (m.span() for m in _SIN.finditer(text) if digits.luhn(_digits_of(m[0])))


def _clients(text: str) -> Spans:
    found = re.finditer(r"(?<![\w.,/+-])(?:\d{4}-\d{4}|\d{2}-\d{4}-\d{4})(?![\w-])", text)
    return (m.span() for m in found if not _YEARS.fullmatch(m[0]))


_NUMBER = r"(?:\W{0,3}(?:is|est|no|number|numero|n)?\W{0,3}){1,2}"
_SAID = r"(?=[a-z0-9]*\d{4})([a-z]{0,3}\d[a-z0-9]{5,13})(?!\w)"
_SPACED = r"(\d(?:[ -]?\d){7,9})(?!\w|[ -]?\d)"
_LOOKS: tuple[tuple[Kind | None, Callable[[str], Spans]], ...] = (
    (Kind.MESSENGER, reach.messengers),
    (Kind.EMAIL, reach.mails),
    (None, _pattern(r"(?:https?://|www\.)[^\s<>()\[\]]+")),
    (None, reach.not_numbers),
    (Kind.CARD, _cards),
    (Kind.IBAN, _accounts),
    (Kind.PASSPORT, _pattern(rf"\bpasse?ports?\b{_NUMBER}{_SAID}")),
    (
        Kind.PASSPORT,
        _pattern(r"(?<![\w/-])(?:[a-z]{2}\d{6}|[a-z]\d{6}[a-z]{2}|\d{2}[a-z]{2}\d{5})(?![\w/-])"),
    ),
    (Kind.CLIENT_ID, _pattern(rf"\b(?:uci|iuc|client id|id client)\b{_NUMBER}{_SPACED}")),
    (Kind.CLIENT_ID, _clients),
    (
        Kind.APPLICATION,
        _pattern(rf"\b(?:dossier|demande|application|file|reference|caq|csq)\b{_NUMBER}{_SAID}"),
    ),
    (Kind.APPLICATION, _pattern(r"(?<![\w/-])[a-z]\d{9}(?![\w/-])")),
    (Kind.SIN, _pattern(r"\b(?:nas|sin)\b" + _NUMBER + r"(\d(?:[ .-]?\d){8})(?![ .-]?\d|\w)")),
    (Kind.SIN, _sins),
    (Kind.PHONE, reach.phones),
    (Kind.MESSENGER, reach.handles),
)
