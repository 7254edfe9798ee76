"""Giving a file its final name, so that a power cut leaves the old or the new, whole."""

import os
from pathlib import Path

from capitune.core.storage.errors import StorageUnavailable


def publish(temporary: Path, target: Path) -> None:
    """Move ``temporary``, already flushed, to ``target``, in the place of what was there.

    Raises ``StorageUnavailable``.
    """
    try:
        target.parent.mkdir(mode=0o700, exist_ok=True)
        temporary.replace(target)
        _flush(target.parent)
    except OSError as error:
        raise StorageUnavailable("cannot write to the folder") from error


def publish_once(temporary: Path, target: Path) -> None:
    """The same, unless ``target`` is there already: then it stays as it is."""
    try:
        target.parent.mkdir(mode=0o700, exist_ok=True)
        try:
            os.link(temporary, target)
        except FileExistsError:
            return
        _flush(target.parent)
    except OSError as error:
        raise StorageUnavailable("cannot write to the folder") from error


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
