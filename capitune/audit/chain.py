"""A journal as a file: one line an act, each with the fingerprint of all lines up to it.

JSON Lines. The first line is the head: whose journal, how many lines follow, the fingerprint of the last. A
fingerprint is SHA-256 of the one before (nothing before the first) and of the fields of the line, joined by
the unit separator: what the SQL functions ``audit_line`` and ``audit_hash`` compute.
"""

import hashlib
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, Any

import orjson

SEPARATOR = "\x1f"
FIELDS = (
    "line",
    "id",
    "at",
    "act",
    "actor_id",
    "actor_name",
    "actor_role",
    "door",
    "subject_type",
    "subject_id",
    "journal",
    "data",
)
FORMAT = "capitune-journal-1"
LONGEST_LINE = 64 * 1024


class Flaw(StrEnum):
    """What is wrong with a line."""

    UNREADABLE = "unreadable"  # not a line of a journal
    MISSING = "missing"  # the line that should stand here does not
    ALTERED = "altered"  # its fingerprint is not that of its words
    UNKNOWN = "unknown"  # its fingerprint is not the one that was kept when it was written


@dataclass(frozen=True, slots=True)
class Head:
    """The first line of a file."""

    journal: uuid.UUID
    lines: int
    hash: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found. ``line``: the first that is not right, as counted in the journal; None when all are.

    ``lines``: how many are right before it. ``said``: what the flawed line says, as far as it can be read.
    """

    lines: int
    line: int | None = None
    flaw: Flaw | None = None
    said: Mapping[str, str] | None = None


class NotAJournal(ValueError):
    """A file whose first line is not the head of a journal."""


def write_head(head: Head) -> bytes:
    """The first line of a file, with its end."""
    said = {"format": FORMAT, "journal": str(head.journal), "lines": head.lines, "hash": head.hash}
    return orjson.dumps(said, option=orjson.OPT_APPEND_NEWLINE)


def write_line(text: str, fingerprint: bytes) -> bytes:
    """A line of a file from what ``audit_line`` gave, with its end."""
    fields = dict(zip(FIELDS, text.split(SEPARATOR), strict=True))
    return orjson.dumps(fields | {"hash": fingerprint.hex()}, option=orjson.OPT_APPEND_NEWLINE)


def lines_of(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file; one that is longer than any of ours comes in pieces, which nobody can read."""
    while line := file.readline(LONGEST_LINE):
        yield line


def read_head(line: bytes) -> Head:
    """The head that a first line holds. Raises ``NotAJournal``."""
    found = _object(line)
    lines, key, fingerprint = found.get("lines"), found.get("journal"), found.get("hash")
    if found.get("format") != FORMAT or type(lines) is not int or lines < 0:
        raise NotAJournal
    if not isinstance(key, str) or not isinstance(fingerprint, str):
        raise NotAJournal
    try:
        return Head(uuid.UUID(key), lines, fingerprint)
    except ValueError as error:
        raise NotAJournal from error


def verify(
    head: Head, lines: Iterable[bytes], kept: Callable[[int], bytes | None] | None = None
) -> Verdict:
    """Follow the chain; stop at the first line that is not right.

    ``kept`` gives the fingerprint that was kept when a line was written, None for a line that never was;
    without it only the file itself is judged, and whoever changes a line and all fingerprints after it
    is not found.
    """
    last, right = b"", 0
    for number, line in enumerate(lines, start=1):
        fields = _fields(line)
        if fields is None:
            return Verdict(right, number, Flaw.UNREADABLE)
        if fields["line"] != str(number) or fields["journal"] != str(head.journal):
            return Verdict(right, number, Flaw.MISSING, fields)
        last = fingerprint_of(last, fields)
        if fields["hash"] != last.hex():
            return Verdict(right, number, Flaw.ALTERED, fields)
        if kept is not None and kept(number) != last:
            return Verdict(right, number, Flaw.UNKNOWN, fields)
        right = number
    if right != head.lines or last.hex() != head.hash:
        return Verdict(right, right + 1, Flaw.MISSING)
    return Verdict(right)


def fingerprint_of(before: bytes, fields: Mapping[str, str]) -> bytes:
    """The fingerprint of a line that follows the one whose fingerprint is ``before``."""
    text = SEPARATOR.join(fields[name] for name in FIELDS)
    return hashlib.sha256(before + text.encode()).digest()


def _fields(line: bytes) -> dict[str, str] | None:
    """The fields of a line, each a text without a separator; None for anything else."""
    try:
        found = _object(line)
    except NotAJournal:
        return None
    if set(found) != {*FIELDS, "hash"}:
        return None
    for value in found.values():
        if not isinstance(value, str) or SEPARATOR in value:
            return None
    return found


def _object(line: bytes) -> dict[str, Any]:
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise NotAJournal from error
    if not isinstance(found, dict):
        raise NotAJournal
    return found
