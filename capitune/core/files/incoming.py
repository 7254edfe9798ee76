"""A file on its way in: judged and stored first, outside any transaction, then recorded in a short one."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Generic, Protocol, TypeVar

from werkzeug.datastructures import FileStorage

from capitune.core.errors import DomainError, Invalid
from capitune.core.files import intake
from capitune.core.files.intake import StoredFile
from capitune.core.storage import current_storage
from capitune.core.work import release


class Stored(Protocol):
    """Something that lies in the store."""

    @property
    def keys(self) -> tuple[str, ...]: ...


S = TypeVar("S", bound=Stored)


@dataclass(slots=True)
class Incoming(Generic[S]):
    """What is stored; ``recorded`` becomes True once a record names it."""

    stored: S
    recorded: bool = False


def chosen(files: Mapping[str, FileStorage]) -> FileStorage | None:
    """The ``file`` of a form; a browser sends one without a name where nothing was chosen."""
    return files.get("file") or None


@contextmanager
def taken_in(file: FileStorage | None) -> Iterator[Incoming[StoredFile]]:
    """Judge and store ``file`` as it is; at the end, what no record came to name is removed again.

    Raises ``Invalid`` on ``file``, ``TooLarge`` or ``StorageUnavailable``; nothing is stored then.
    """
    with stored_by(intake.receive, file) as incoming:
        yield incoming


@contextmanager
def stored_by(
    store: Callable[[IO[bytes], str], S], file: FileStorage | None
) -> Iterator[Incoming[S]]:
    """The same, with what ``store`` makes of the file's bytes and its name."""
    if file is None:
        raise Invalid.on("file", "file_missing")
    release()
    incoming = Incoming(store(file.stream, file.filename or ""))
    file.stream.seek(0)  # the request's key is held against the file's bytes
    refused = False
    try:
        yield incoming
    except DomainError:
        refused = True
        raise
    finally:
        # Recorded, then lost by anything else: it may have been committed all the same, and a file too
        # many is better than one too few. Not recorded: a twin was first, and its file counts.
        if refused or not incoming.recorded:
            discard(incoming.stored)


def discard(stored: Stored) -> None:
    """Remove what no record came to name."""
    for key in stored.keys:
        current_storage().delete(key)
