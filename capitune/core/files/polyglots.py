"""Files that are two things at once: a picture that a browser could take for a page, a PDF that a
program could open as an archive.
"""

import struct
from pathlib import Path

from capitune.core.files.facts import FileRefused, RefusalCode
from capitune.core.files.signatures import DOC, DOCX, PDF, FileType

PDF_HEAD_BYTES = 1024

_SCRIPTS = (b"<script", b"<html", b"<!doctype html", b"<?php", b"<svg")
_ZIP_END = b"PK\x05\x06"
_ZIP_ENTRY = b"PK\x01\x02"
_ZIP_END_BYTES = 22
_ZIP_COMMENT_BYTES = 65_535


def refuse_polyglot(path: Path, kind: FileType, head: bytes) -> None:
    """Raise ``FileRefused`` when a file of ``kind`` would also open as something else.

    Looks where other programs look: web browsers and old PDF readers at the beginning (all of the
    first 64 KB of an image, as comments come first; 1 KB of a PDF, whose text may well speak of
    ``<script``), archivers at the end. Word documents are archives and hold archives themselves;
    their own inspection is stricter.
    """
    if kind in (DOC, DOCX):
        return
    start = head[:PDF_HEAD_BYTES] if kind is PDF else head
    if any(mark in start.lower() for mark in _SCRIPTS):
        raise FileRefused(RefusalCode.ACTIVE_CONTENT, "markup in the head")
    if kind is not PDF and b"%PDF-" in start[:PDF_HEAD_BYTES]:
        raise FileRefused(RefusalCode.UNSUPPORTED, "also a PDF")
    if _ends_as_zip(path):
        raise FileRefused(RefusalCode.UNSUPPORTED, "also a zip archive")


def _ends_as_zip(path: Path) -> bool:
    """Whether a central directory that an archiver would follow closes the file."""
    size = path.stat().st_size
    with path.open("rb") as file:
        tail_start = max(0, size - _ZIP_COMMENT_BYTES - _ZIP_END_BYTES)
        file.seek(tail_start)
        tail = file.read()
        place = tail.rfind(_ZIP_END)
        while place >= 0:
            fields = tail[place : place + _ZIP_END_BYTES]
            if len(fields) == _ZIP_END_BYTES:
                directory_size = struct.unpack("<12xL6x", fields)[0]
                start = tail_start + place - directory_size
                if directory_size and start >= 0:
                    file.seek(start)
                    if file.read(4) == _ZIP_ENTRY:
                        return True
            place = tail.rfind(_ZIP_END, 0, place)
    return False
