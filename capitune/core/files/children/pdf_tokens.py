"""Reads the bytes of a PDF as tokens (ISO 32000-1, 7.2 and 7.3), without any of its structure.

Streams, strings and comments are stepped over, so that a text that speaks of ``/JavaScript`` is not
taken for a document that has some.
"""

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    rb"(?P<comment>%[^\r\n]*)"
    rb"|(?P<string>\()"
    rb"|(?P<open><<)"
    rb"|<(?P<hex>[0-9A-Fa-f\s]*)>"
    rb"|/(?P<name>[^\x00\t\n\f\r ()<>\[\]{}/%]*)"
    rb"|(?P<stream>\bstream\r?\n)"
)
_PARENTHESIS = re.compile(rb"[()]|\\.", re.DOTALL)
_ESCAPED_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|\r?\n|(.))", re.DOTALL)
_FILE_KEYS = {b"F", b"UF", b"DOS", b"Mac", b"Unix"}


def names_and_file_names(data: bytes) -> Iterator[tuple[bool, bytes]]:
    """``(True, name)`` for each name, ``#`` escapes undone; ``(False, text)`` for each string that is
    the value of a file specification's key.
    """
    place = 0
    last_name = b""
    while match := _TOKEN.search(data, place):
        place = match.end()
        kind = match.lastgroup
        if kind == "name":
            last_name = _plain(match["name"])
            yield True, last_name
            continue
        if kind == "stream":
            place = _after_stream(data, place)
        elif kind == "string":
            end = _after_string(data, place)
            if last_name in _FILE_KEYS:
                yield False, _unescaped(data[place : end - 1])
            place = end
        elif kind == "hex" and last_name in _FILE_KEYS:
            yield False, _from_hex(match["hex"])
        if kind != "comment":
            last_name = b""


def _plain(name: bytes) -> bytes:
    if b"#" not in name:
        return name
    return _ESCAPED_NAME.sub(lambda match: bytes([int(match[1], 16)]), name)


def _after_stream(data: bytes, place: int) -> int:
    end = data.find(b"endstream", place)
    return len(data) if end < 0 else end + len(b"endstream")


def _after_string(data: bytes, place: int) -> int:
    depth = 1
    for match in _PARENTHESIS.finditer(data, place):
        depth += {b"(": 1, b")": -1}.get(match[0], 0)
        if depth == 0:
            return match.end()
    return len(data)


def _unescaped(text: bytes) -> bytes:
    def one(match: re.Match[bytes]) -> bytes:
        if match[1]:
            return bytes([int(match[1], 8) & 0xFF])
        return match[2] or b""

    return _ESCAPE.sub(one, text)


def _from_hex(digits: bytes) -> bytes:
    even = re.sub(rb"\s", b"", digits)
    return bytes.fromhex((even + b"0" * (len(even) % 2)).decode())
