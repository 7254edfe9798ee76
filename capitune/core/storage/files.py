"""Storage in a folder: one machine, or development."""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from capitune.core.storage import listing
from capitune.core.storage.disk import publish
from capitune.core.storage.errors import StorageMissing, StorageUnavailable
from capitune.core.storage.fileparts import FileParts
from capitune.core.storage.interface import Disposition, Stored, check_expires
from capitune.core.storage.keys import check_key
from capitune.core.storage.links import LinkFacts, LinkSigner, PartSigner

CHUNK = 1024 * 1024
STALE_SECONDS = 24 * 3600

_INCOMING = ".incoming"


class FileStorage:
    """Keeps each object as one file, readable by this user only.

    Files spread over 256 folders by a hash of their key, and a key's slashes are written ``+`` (not
    in a key's alphabet), so one key can never be the folder of another.
    """

    def __init__(self, folder: str | Path, base_url: str, secret_key: str) -> None:
        self._folder = Path(folder)
        self._base_url = base_url.rstrip("/")
        self._signer = LinkSigner(secret_key)
        self.parts = FileParts(self._folder, self._base_url, PartSigner(secret_key), self._path)

    def put(self, key: str, source: BinaryIO, *, content_type: str) -> None:  # noqa: ARG002 see below
        """See ``Storage.put``. The content type is not kept: a link carries it."""
        target = self._path(key)
        try:
            descriptor, temporary = self._new_incoming()
        except OSError as error:
            raise StorageUnavailable("cannot write to the folder") from error
        try:
            with os.fdopen(descriptor, "wb") as file:
                _copy(source, file)
            publish(Path(temporary), target)
        finally:
            Path(temporary).unlink(missing_ok=True)

    def open(self, key: str) -> BinaryIO:
        """See ``Storage.open``."""
        path = self._path(key)
        try:
            return path.open("rb")
        except FileNotFoundError as error:
            raise StorageMissing(key) from error
        except OSError as error:
            raise StorageUnavailable("cannot read from the folder") from error

    def delete(self, key: str) -> None:
        """See ``Storage.delete``."""
        path = self._path(key)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise StorageUnavailable("cannot delete from the folder") from error

    def link(
        self, key: str, *, file_name: str, content_type: str, disposition: Disposition, expires: int
    ) -> str:
        """See ``Storage.link``; ``/files/<token>`` is served by whoever calls ``read_link``."""
        check_expires(expires)
        facts = LinkFacts(check_key(key), file_name, content_type, disposition)
        return f"{self._base_url}/files/{self._signer.sign(facts, expires)}"

    def read_link(self, token: str) -> LinkFacts:
        """What a token of ``link`` stands for; raises ``LinkRefused``."""
        return self._signer.read(token)

    def check(self) -> None:
        """See ``Storage.check``: really writes a file."""
        try:
            descriptor, temporary = self._new_incoming()
            os.close(descriptor)
            Path(temporary).unlink()
        except OSError as error:
            raise StorageUnavailable("cannot write to the folder") from error

    def walk(self) -> Iterator[Sequence[Stored]]:
        """See ``Storage.walk``."""
        return listing.walk(self._folder)

    def absent(self, keys: Iterable[str]) -> set[str]:
        """See ``Storage.absent``."""
        return listing.absent(self._folder, keys, self._path)

    def sweep(self) -> int:
        """Remove what writers killed a day ago or more left behind; how many files."""
        removed = 0
        for path in (self._folder / _INCOMING).glob("*"):
            with suppress(FileNotFoundError):  # its writer has just finished
                if time.time() - path.stat().st_mtime > STALE_SECONDS:
                    path.unlink()
                    removed += 1
        return removed

    def _path(self, key: str) -> Path:
        name = check_key(key)
        shelf = hashlib.sha256(name.encode()).hexdigest()[:2]
        return self._folder / shelf / name.replace("/", "+")

    def _new_incoming(self) -> tuple[int, str]:
        """A new file that only this user reads, on the same file system as its destination."""
        incoming = self._folder / _INCOMING
        incoming.mkdir(mode=0o700, parents=True, exist_ok=True)
        return tempfile.mkstemp(dir=incoming)


def _copy(source: BinaryIO, file: BinaryIO) -> None:
    """Copy and flush to the disk. What ``source.read`` raises is the caller's, not the store's."""
    while chunk := source.read(CHUNK):
        try:
            file.write(chunk)
        except OSError as error:
            raise StorageUnavailable("cannot write to the folder") from error
    try:
        file.flush()
        os.fsync(file.fileno())
    except OSError as error:
        raise StorageUnavailable("cannot write to the folder") from error
