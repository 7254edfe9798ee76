"""What every storage promises."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Literal, Protocol

from capitune.core.storage.parts import Parts

Disposition = Literal["attachment", "inline"]

MAX_LINK_SECONDS = 60
PAGE = 1000  # what S3 lists at once


@dataclass(frozen=True, slots=True)
class Stored:
    """An object that is kept, and since when (UTC, by the clock of the store)."""

    key: str
    since: datetime


class Storage(Protocol):
    """A place for bytes under keys.

    A key is made by us, never typed by a person: see ``capitune.core.storage.keys``. A key that
    breaks its rules raises ``ValueError``.
    """

    @property
    def parts(self) -> Parts:
        """How an object is sent in parts by whoever holds it, without going through us."""

    def put(self, key: str, source: BinaryIO, *, content_type: str) -> None:
        """Keep what ``source`` holds from its present position to its end, replacing the old.

        The whole is there afterwards, or nothing has changed. Reads a few megabytes at a time and
        leaves ``source`` open. Raises ``StorageUnavailable``; what reading ``source`` raises goes
        through as it is.
        """

    def open(self, key: str) -> BinaryIO:
        """A stream over what is kept; the caller closes it.

        Raises ``StorageMissing``, ``StorageUnavailable``; the latter also while reading.
        """

    def delete(self, key: str) -> None:
        """Forget the key; one that is not there is fine. Raises ``StorageUnavailable``."""

    def walk(self) -> Iterator[Sequence[Stored]]:
        """All objects, in no order, at most a thousand in memory at a time; what comes or goes meanwhile
        may be left out. Raises ``StorageUnavailable``, also in the middle.
        """

    def absent(self, keys: Iterable[str]) -> set[str]:
        """Those of ``keys`` under which nothing is kept. Cheap for some hundreds that were made one after
        the other. Raises ``StorageUnavailable``.
        """

    def link(
        self, key: str, *, file_name: str, content_type: str, disposition: Disposition, expires: int
    ) -> str:
        """An absolute address that gives the bytes to whoever holds it for ``expires`` seconds.

        At most 60 seconds, else ``ValueError``. Does not look whether the key exists.
        """

    def check(self) -> None:
        """Raise ``StorageUnavailable`` unless the store answers now; takes a few seconds at most."""


def check_expires(expires: int) -> None:
    """Raise ``ValueError`` unless a link may live for ``expires`` seconds."""
    if not 1 <= expires <= MAX_LINK_SECONDS:
        raise ValueError(f"a link lives 1 to {MAX_LINK_SECONDS} seconds, not {expires}")
