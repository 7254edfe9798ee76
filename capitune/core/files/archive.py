"""A ZIP that is made while it is sent: a few hundred kilobytes in memory, whatever it holds."""

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

import structlog
from zipstream import ZipStream

from capitune.core.storage import StorageUnavailable, current_storage

log = structlog.get_logger(__name__)

CHUNK = 1 << 18


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored file that goes into an archive under this name, if its bytes are those we know."""

    name: str
    key: str
    size: int
    sha256: bytes


@dataclass(frozen=True, slots=True)
class Made:
    """What is written for the archive itself."""

    name: str
    pieces: Iterable[bytes]


def zipped(members: Iterable[Kept | Made]) -> Iterator[bytes]:
    """The bytes of the archive, in the order of ``members``; names in UTF-8. Stored files are not compressed
    again: nearly all are already.

    Raises, in the middle too, ``StorageMissing`` and ``StorageUnavailable``, also for a file whose bytes
    changed: then what was sent so far has no table at its end, and no program takes it for a whole archive.
    """
    whole = ZipStream(compress_type=zipfile.ZIP_STORED)
    for member in members:
        if isinstance(member, Kept):
            whole.add(_stored(member), member.name, size=member.size)
        else:
            whole.add(iter(member.pieces), member.name, compress_type=zipfile.ZIP_DEFLATED)
        yield from whole.all_files()
    yield from whole.footer()


def _stored(member: Kept) -> Iterator[bytes]:
    digest = hashlib.sha256()
    with closing(current_storage().open(member.key)) as source:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            yield chunk
    if digest.digest() != member.sha256:
        log.error("stored_file_changed", key=member.key)
        raise StorageUnavailable("a file is not what was sent")
