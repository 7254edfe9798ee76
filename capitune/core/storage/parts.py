"""Sending one object in parts, straight to the store: what every store promises, and what is checked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from capitune.core.storage.errors import PartsRefused

PART_BYTES = 5 * 1024 * 1024  # the smallest that S3 takes; only the last one may be smaller
MOST_PARTS = 1000  # what S3 lists at once
PART_LINK_SECONDS = 15 * 60


@dataclass(frozen=True, slots=True)
class Part:
    """A part that the store has: ``number`` from 1, ``etag`` without quotes, ``size`` in bytes."""

    number: int
    etag: str
    size: int


@dataclass(frozen=True, slots=True)
class PartOffered:
    """A part as its sender names it."""

    number: int
    etag: str


class Parts(Protocol):
    """An object under way: it can be read only once it is joined.

    Each call raises ``StorageUnavailable`` when the store fails, and all but ``start`` and ``abort``
    ``StorageMissing`` when the upload is unknown, over or aborted.
    """

    @property
    def origin(self) -> str | None:
        """Where parts are sent (scheme, host, port) when that is not our own site."""

    def start(self, key: str) -> str:
        """Begin an object under ``key``, which no other object ever has; the id of the upload."""

    def link(self, key: str, upload_id: str, number: int, *, size: int) -> str:
        """An address that takes exactly ``size`` bytes as this part, by PUT, for a quarter of an hour.

        Its answer has the part's ``ETag``; a part sent again replaces the earlier one. A ``Content-MD5``
        that is sent along is checked. Does not look whether the upload is still under way.
        """

    def received(self, key: str, upload_id: str) -> tuple[Part, ...]:
        """What has arrived whole, by number."""

    def join(self, key: str, upload_id: str, parts: Sequence[PartOffered]) -> None:
        """Make the object of these parts, checked before; ``PartsRefused`` if one was replaced since.

        The object never changes afterwards, whatever is sent. Again: fine, or ``StorageMissing``.
        """

    def abort(self, key: str, upload_id: str) -> None:
        """Forget what has arrived; an upload that is over is fine."""

    def sweep(self, before: datetime) -> int:
        """Abort what was begun before that instant and never ended; how many."""


def sizes_of(size: int) -> Iterator[tuple[int, int]]:
    """The parts of an object of ``size`` bytes: number, bytes. The last is what remains."""
    full, rest = divmod(size, PART_BYTES)
    for number in range(1, full + 1):
        yield number, PART_BYTES
    if rest:
        yield full + 1, rest


def check_parts(size: int, offered: Sequence[PartOffered], received: Sequence[Part]) -> None:
    """Raise ``PartsRefused`` unless ``offered`` are all parts of an object of ``size``, once each, in
    order, each as it was ``received``.
    """
    wanted = dict(sizes_of(size))
    numbers = [part.number for part in offered]
    _refuse("part_unknown", (number for number in numbers if number not in wanted))
    if numbers != sorted(set(numbers)):
        raise PartsRefused("parts_disordered")
    arrived = {part.number: part for part in received}
    named = {part.number: part.etag.strip('"') for part in offered}
    _refuse("part_missing", (n for n in wanted if n not in named or n not in arrived))
    _refuse("part_wrong_size", (n for n, due in wanted.items() if arrived[n].size != due))
    _refuse("part_changed", (n for n in wanted if arrived[n].etag != named[n]))


def _refuse(code: str, numbers: Iterable[int]) -> None:
    if wrong := tuple(numbers):
        raise PartsRefused(code, *wrong)
