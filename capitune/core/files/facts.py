"""What is known of a file that was accepted, and why one was not."""

from dataclasses import dataclass
from enum import StrEnum


class RefusalCode(StrEnum):
    """Why a file is refused; the words for people are chosen at the edge."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNSUPPORTED = "unsupported"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_MANY_PIXELS = "too_many_pixels"
    BOMB = "bomb"
    ACTIVE_CONTENT = "active_content"


class FileRefused(Exception):
    """The file cannot be accepted. ``code`` is a ``RefusalCode``; ``detail`` is for logs only."""

    def __init__(self, code: RefusalCode, detail: str = "") -> None:
        super().__init__(code.value)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be, as it lies and once opened."""

    max_bytes: int = 50 * 1024 * 1024
    max_pixels: int = 40_000_000
    max_pages: int = 500
    max_unpacked_bytes: int = 250 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileFacts:
    """An accepted file. ``size`` in bytes; ``sha256`` in hexadecimal.

    ``extension`` has no dot. ``pages`` is None where only a word processor could tell; ``width`` and
    ``height`` are pixels as shown (turned by EXIF), None for what is not an image.
    """

    mime_type: str
    extension: str
    pages: int | None
    width: int | None
    height: int | None
    size: int
    sha256: str
