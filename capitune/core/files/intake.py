"""Taking a file in: to a temporary place, judged by content, then to storage. No database here."""

import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from capitune.core.errors import Invalid, TooLarge
from capitune.core.files.facts import FileFacts, FileRefused, Limits
from capitune.core.files.inspect import inspect
from capitune.core.files.names import clean_name
from capitune.core.files.signatures import TYPES, FileType
from capitune.core.ids import new_id
from capitune.core.storage import current_storage

CHUNK = 1 << 16
FILES = "files"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that was judged and stored; ``sha256`` is of its bytes, ``size`` in bytes."""

    key: str
    file_name: str
    mime_type: str
    size: int
    pages: int | None
    sha256: bytes

    @property
    def keys(self) -> tuple[str, ...]:
        """All that was stored."""
        return (self.key,)


def file_key() -> str:
    """A new key for a file that someone sends."""
    return f"{FILES}/{new_id()}"


def is_file(key: str) -> bool:
    """True for the key of a file that someone sent."""
    return key.startswith(f"{FILES}/")


def receive(stream: IO[bytes], name: str, *, limits: Limits | None = None) -> StoredFile:
    """Judge and store what ``stream`` holds. Slow: call it outside a unit of work.

    Raises ``TooLarge`` past the limit, ``Invalid`` on ``file`` with the code of the refusal, or
    ``StorageUnavailable``. Nothing is stored when it raises.
    """
    with judged(stream, limits or Limits()) as (path, facts):
        key = file_key()
        with path.open("rb") as source:
            current_storage().put(key, source, content_type=facts.mime_type)
        return StoredFile(
            key=key,
            file_name=clean_name(name, facts.extension),
            mime_type=facts.mime_type,
            size=facts.size,
            pages=facts.pages,
            sha256=bytes.fromhex(facts.sha256),
        )


@contextmanager
def judged(
    stream: IO[bytes], limits: Limits, kinds: Collection[FileType] = TYPES
) -> Iterator[tuple[Path, FileFacts]]:
    """A copy of what ``stream`` holds in a temporary place, and what it is. Raises as ``receive``."""
    with tempfile.NamedTemporaryFile(prefix="intake-") as temporary:
        path = Path(temporary.name)
        _copy(stream, cast("BinaryIO", temporary), limits)
        try:
            facts = inspect(path, limits=limits, kinds=kinds)
        except FileRefused as refusal:
            if refusal.code == "too_large":
                raise _too_large(limits) from refusal
            raise Invalid.on("file", f"file_{refusal.code}") from refusal
        yield path, facts


def _copy(stream: IO[bytes], target: BinaryIO, limits: Limits) -> None:
    total = 0
    while chunk := stream.read(CHUNK):
        total += len(chunk)
        if total > limits.max_bytes:
            raise _too_large(limits)
        target.write(chunk)
    target.flush()


def _too_large(limits: Limits) -> TooLarge:
    return TooLarge(code="file_too_large", facts={"limit_mb": limits.max_bytes // (1024 * 1024)})
