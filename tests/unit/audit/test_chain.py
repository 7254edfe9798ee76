"""A journal as a file: whatever is done to it, the first line that is not right is named."""

import json
import uuid
from collections.abc import Callable

import pytest

from capitune.audit.chain import (
    FIELDS,
    SEPARATOR,
    Flaw,
    Head,
    NotAJournal,
    fingerprint_of,
    read_head,
    verify,
    write_head,
    write_line,
)

JOURNAL = uuid.uuid4()
Lines = list[bytes]


def text_of(number: int) -> str:
    said = dict.fromkeys(FIELDS, "") | {
        "line": str(number),
        "journal": str(JOURNAL),
        "act": "document.sent",
        "data": f'{{"number": {number}}}',
    }
    return SEPARATOR.join(said[name] for name in FIELDS)


def chained(count: int = 6) -> tuple[Head, Lines, dict[int, bytes]]:
    last, lines, kept = b"", [], {}
    for number in range(1, count + 1):
        text = text_of(number)
        last = kept[number] = fingerprint_of(
            last, dict(zip(FIELDS, text.split(SEPARATOR), strict=True))
        )
        lines.append(write_line(text, last))
    return Head(JOURNAL, count, last.hex()), lines, kept


def change(line: bytes, **fields: object) -> bytes:
    return json.dumps(json.loads(line) | fields).encode()


def forge(lines: Lines, at: int) -> tuple[Head, Lines]:
    """Change one line, and then every fingerprint from there on, the head's too."""
    last, made = b"", []
    for number, line in enumerate(lines, start=1):
        said = json.loads(line) | ({"act": "document.validated"} if number == at else {})
        last = fingerprint_of(last, said)
        made.append(json.dumps(said | {"hash": last.hex()}).encode())
    return Head(JOURNAL, len(lines), last.hex()), made


def test_a_journal_as_written_is_right() -> None:
    head, lines, kept = chained()
    found = verify(read_head(write_head(head)), lines, kept.get)
    assert (found.lines, found.line, found.flaw) == (6, None, None)


SPOILED: dict[str, tuple[Callable[[Lines], Lines], int, Flaw]] = {
    "a word": (
        lambda it: [*it[:2], change(it[2], act="document.validated"), *it[3:]],
        3,
        Flaw.ALTERED,
    ),
    "a day": (lambda it: [*it[:5], change(it[5], at="2020-01-01")], 6, Flaw.ALTERED),
    "a fingerprint": (lambda it: [change(it[0], hash="00"), *it[1:]], 1, Flaw.ALTERED),
    "a field more": (lambda it: [change(it[0], more="x"), *it[1:]], 1, Flaw.UNREADABLE),
    "not a text": (lambda it: [*it[:3], change(it[3], data={}), *it[4:]], 4, Flaw.UNREADABLE),
    "another journal": (
        lambda it: [change(it[0], journal=str(uuid.uuid4())), *it[1:]],
        1,
        Flaw.MISSING,
    ),
    "taken out": (lambda it: [*it[:1], *it[2:]], 2, Flaw.MISSING),
    "twice": (lambda it: [*it[:2], it[1], *it[2:]], 3, Flaw.MISSING),
    "exchanged": (lambda it: [it[0], it[2], it[1], *it[3:]], 2, Flaw.MISSING),
    "cut at the end": (lambda it: it[:-1], 6, Flaw.MISSING),
    "all gone": (lambda it: it[:0], 1, Flaw.MISSING),
    "no JSON": (lambda it: [*it[:4], b"{", it[5]], 5, Flaw.UNREADABLE),
    "deep": (lambda it: [b"[" * 60_000, *it[1:]], 1, Flaw.UNREADABLE),
    "bytes": (lambda it: [b"\xff\xfe", *it[1:]], 1, Flaw.UNREADABLE),
}


@pytest.mark.parametrize("name", SPOILED)
def test_the_first_line_that_is_not_right_is_named(name: str) -> None:
    spoil, line, flaw = SPOILED[name]
    head, lines, kept = chained()
    for fingerprints in (kept.get, None):
        found = verify(head, spoil(lines), fingerprints)
        assert (found.line, found.flaw, found.lines) == (line, flaw, line - 1)


def test_whoever_forges_all_fingerprints_is_found_by_those_that_were_kept() -> None:
    _head, lines, kept = chained()
    head, forged = forge(lines, at=4)
    assert verify(head, forged).flaw is None  # by itself the file is sound
    found = verify(head, forged, kept.get)
    assert (found.line, found.flaw) == (4, Flaw.UNKNOWN)
    assert found.said is not None
    assert found.said["act"] == "document.validated"


def test_lines_that_never_were_are_not_believed() -> None:
    head, lines, kept = chained()
    del kept[6]
    assert verify(head, lines, kept.get).line == 6


def test_words_cannot_move_from_one_field_to_the_next() -> None:
    head, lines, _kept = chained()
    said = json.loads(lines[0])
    moved = change(lines[0], actor_name=f"{SEPARATOR}{said['actor_role']}")
    assert verify(head, [moved, *lines[1:]]).flaw is Flaw.UNREADABLE


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b'{"format":"capitune-journal-1","journal":"x","lines":1,"hash":""}',
    ]
    + [
        write_head(Head(JOURNAL, 1, "")).replace(b"1,", number)
        for number in (b"true,", b"-1,", b"1.5,")
    ],
)
def test_what_is_no_head_is_refused(line: bytes) -> None:
    with pytest.raises(NotAJournal):
        read_head(line)
