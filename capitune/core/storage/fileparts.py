"""Parts of objects in a folder: a folder for each upload under way, a file for each part."""

import hashlib
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from capitune.core.storage.disk import publish_once
from capitune.core.storage.errors import PartsRefused, StorageMissing, StorageUnavailable
from capitune.core.storage.keys import check_key
from capitune.core.storage.links import PartFacts, PartSigner
from capitune.core.storage.parts import Part, PartOffered

CHUNK = 1024 * 1024
DIGEST_BYTES = 16

_UNDER_WAY = ".parts"


class FileParts:
    """Keeps each part as one file that begins with the MD5 of the rest: its ETag, as S3's.

    So one rename puts a part in the place of an earlier one, etag included. MD5 guards against accidents
    of the line only; the whole is judged and hashed once it is there.
    """

    origin: str | None = None

    def __init__(
        self, folder: Path, base_url: str, signer: PartSigner, path_of: Callable[[str], Path]
    ) -> None:
        self._folder = folder / _UNDER_WAY
        self._path_of = path_of
        self.base_url = base_url
        self._signer = signer

    def start(self, key: str) -> str:
        """See ``Parts.start``."""
        check_key(key)
        upload_id = uuid.uuid4().hex
        with _translated(upload_id):
            self._place(upload_id).mkdir(mode=0o700, parents=True)
        return upload_id

    def link(self, key: str, upload_id: str, number: int, *, size: int) -> str:
        """See ``Parts.link``; ``/files/parts/<token>`` is served by whoever calls ``read_link``."""
        facts = PartFacts(check_key(key), upload_id, number, size)
        return f"{self.base_url}/files/parts/{self._signer.sign(facts)}"

    def read_link(self, token: str) -> PartFacts:
        """What a token of ``link`` stands for; raises ``LinkRefused``."""
        return self._signer.read(token)

    def receive(self, facts: PartFacts, source: BinaryIO, md5: bytes | None = None) -> str:
        """Keep a part that arrives, a megabyte at a time; its etag.

        Raises ``PartsRefused`` (``part_wrong_size``, ``part_wrong_checksum``), ``StorageMissing`` when
        the upload is over; what reading ``source`` raises goes through. Only a whole part is kept.
        """
        place = self._place(facts.upload_id)
        with _translated(facts.upload_id):
            descriptor, temporary = tempfile.mkstemp(prefix="~", dir=place)
        try:
            with os.fdopen(descriptor, "wb") as file:
                digest = _copy(source, file, facts)
            if md5 is not None and md5 != digest:
                raise PartsRefused("part_wrong_checksum", facts.number)
            with _translated(facts.upload_id):
                Path(temporary).replace(place / str(facts.number))
        finally:
            Path(temporary).unlink(missing_ok=True)
        return digest.hex()

    def received(self, key: str, upload_id: str) -> tuple[Part, ...]:
        """See ``Parts.received``."""
        check_key(key)
        with _translated(upload_id):
            place = self._place(upload_id)
            found = [p for p in place.iterdir() if p.name.isdecimal()]
            parts = [_part(path) for path in found]
            # A twin that joined meanwhile took the place away first: what was read may be a rest of it.
            place.stat()
        return tuple(sorted(parts, key=lambda part: part.number))

    def join(self, key: str, upload_id: str, parts: Sequence[PartOffered]) -> None:
        """See ``Parts.join``: whoever joins first makes the object, which then stays as it is."""
        place = self._place(upload_id)
        with _translated(upload_id):
            # Beside the parts, not among them: a twin that was first removes those.
            descriptor, temporary = tempfile.mkstemp(prefix="~", dir=self._folder)
        try:
            with os.fdopen(descriptor, "wb") as file:
                _concatenate(place, upload_id, parts, file)
            publish_once(Path(temporary), self._path_of(key))
        finally:
            Path(temporary).unlink(missing_ok=True)
        self.abort(key, upload_id)

    def abort(self, key: str, upload_id: str) -> None:
        """See ``Parts.abort``. All at once for whoever looks at this moment: first by another name."""
        check_key(key)
        doomed = self._folder / f"~{uuid.uuid4().hex}"
        with suppress(OSError):
            self._place(upload_id).rename(doomed)
            shutil.rmtree(doomed, ignore_errors=True)

    def sweep(self, before: datetime) -> int:
        """See ``Parts.sweep``; by the last part that came."""
        removed = 0
        for place in self._folder.glob("*"):
            with suppress(FileNotFoundError):  # it has just been joined
                if place.stat().st_mtime < before.timestamp():
                    _discard(place)
                    removed += 1
        return removed

    def _place(self, upload_id: str) -> Path:
        return self._folder / uuid.UUID(upload_id).hex


def _discard(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place, ignore_errors=True)
    else:
        place.unlink()  # left by a writer that was killed


def _part(path: Path) -> Part:
    with path.open("rb") as file:
        etag = file.read(DIGEST_BYTES).hex()
        return Part(int(path.name), etag, os.fstat(file.fileno()).st_size - DIGEST_BYTES)


def _copy(source: BinaryIO, file: BinaryIO, facts: PartFacts) -> bytes:
    """Copy exactly the bytes due, with their digest before them, and flush to the disk."""
    digest, left = hashlib.md5(usedforsecurity=False), facts.size
    with _translated(facts.upload_id):
        file.seek(DIGEST_BYTES)
    while chunk := source.read(CHUNK):
        left -= len(chunk)
        if left < 0:
            break
        digest.update(chunk)
        with _translated(facts.upload_id):
            file.write(chunk)
    if left:
        raise PartsRefused("part_wrong_size", facts.number)
    with _translated(facts.upload_id):
        file.seek(0)
        file.write(digest.digest())
        file.flush()
        os.fsync(file.fileno())
    return digest.digest()


def _concatenate(place: Path, upload_id: str, parts: Sequence[PartOffered], file: BinaryIO) -> None:
    """Write the parts one after the other, a megabyte at a time, and flush to the disk."""
    with _translated(upload_id):
        for part in parts:
            with (place / str(part.number)).open("rb") as source:
                if source.read(DIGEST_BYTES).hex() != part.etag.strip('"'):
                    raise PartsRefused("part_changed", part.number)
                shutil.copyfileobj(source, file, CHUNK)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _translated(upload_id: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise StorageMissing(upload_id) from error
    except OSError as error:
        raise StorageUnavailable("cannot use the folder") from error
