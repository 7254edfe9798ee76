"""What a folder of objects holds, shelf by shelf."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from capitune.core.storage.errors import StorageUnavailable
from capitune.core.storage.interface import PAGE, Stored
from capitune.core.storage.keys import is_key

SHELVES = [f"{number:02x}" for number in range(256)]


def walk(folder: Path) -> Iterator[Sequence[Stored]]:
    """See ``Storage.walk``."""
    found = _walk(folder)
    while page := list(islice(found, PAGE)):
        yield page


def absent(folder: Path, keys: Iterable[str], path_of: Callable[[str], Path]) -> set[str]:
    """See ``Storage.absent``. A folder that is not there (not mounted, say) has lost nothing."""
    try:
        folder.stat()
        return {key for key in keys if not _is_there(path_of(key))}
    except OSError as error:
        raise StorageUnavailable("cannot read the folder") from error


def _walk(folder: Path) -> Iterator[Stored]:
    for shelf in SHELVES:
        try:
            with os.scandir(folder / shelf) as entries:
                for entry in entries:
                    yield from _stored(entry)
        except FileNotFoundError:
            continue  # nothing was ever put there
        except OSError as error:
            raise StorageUnavailable("cannot read the folder") from error


def _stored(entry: os.DirEntry[str]) -> Iterator[Stored]:
    """The object in this file; nothing if it went meanwhile, or is none of ours."""
    key = entry.name.replace("+", "/")
    if not is_key(key):
        return
    with suppress(FileNotFoundError):
        since = entry.stat(follow_symlinks=False).st_mtime
        yield Stored(key, datetime.fromtimestamp(since, UTC))


def _is_there(path: Path) -> bool:
    """Unlike ``Path.exists``, says so when the folder cannot be read."""
    try:
        path.stat()
    except FileNotFoundError:
        return False
    return True
