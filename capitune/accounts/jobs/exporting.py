"""Preparing a copy of someone's data: an archive that streams to storage, never whole in memory."""

import io
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import closing
from typing import BinaryIO, cast

import structlog
from flask import current_app
from zipstream import ZipStream

from capitune.accounts import queries
from capitune.accounts.jobs import copies
from capitune.accounts.services import record_export, record_removal
from capitune.accounts.states import ExportStatus, Standing
from capitune.core.clock import now
from capitune.core.datamap import described, rows, table_maps
from capitune.core.files import deferred
from capitune.core.i18n import speaking
from capitune.core.outbox import Delivery, Retry, effect
from capitune.core.storage import StorageMissing, current_storage
from capitune.core.work import release, unit_of_work

log = structlog.get_logger(__name__)

CHUNK = 1 << 18
LONGEST_PATH = 200


class Stream(io.RawIOBase):
    """A file to read from, made of pieces; ``size`` counts the bytes that were read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces = pieces
        self._rest = b""
        self.size = 0

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill ``buffer`` from the next piece; 0 at the end."""
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = piece
        taken = self._rest[: len(buffer)]
        buffer[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        self.size += len(taken)
        return len(taken)


@effect("accounts.export", queue="low", lease_seconds=300, patient=True)
def prepare_export(delivery: Delivery) -> None:
    """Write the archive, then say that it is ready. Tried again from the start when storage is away."""
    export = queries.export_by_id(uuid.UUID(delivery.payload["export_id"]))
    user = queries.user_by_id(export.user_id) if export else None
    if export is None or user is None or export.status is not ExportStatus.PREPARING:
        return
    if user.standing is not Standing.ACTIVE:
        raise Retry("its owner cannot take it now")
    stream = Stream(archive(user.id, user.language.value, user.first_name))
    key, export_id = export.storage_key, export.id
    release()
    with deferred.patiently():
        whole = cast("BinaryIO", io.BufferedReader(stream, CHUNK))
        current_storage().put(key, whole, content_type="application/zip")
    with unit_of_work():
        record_export(export_id, stream.size)


@effect("accounts.export_remove", queue="low", patient=True)
def remove_export(delivery: Delivery) -> None:
    """Delete an archive whose seven days are over."""
    export = queries.export_by_id(uuid.UUID(delivery.payload["export_id"]))
    if export is None or export.is_ready_at(now()):
        return
    deferred.remove((export.storage_key,))
    with unit_of_work():
        record_removal(export.id)


def archive(person: uuid.UUID, language: str, first_name: str) -> Iterator[bytes]:
    """The bytes of the archive: a page to read first, a JSON file for each domain, the files they sent."""
    whole = ZipStream(compress_type=zipfile.ZIP_DEFLATED)
    whole.add(read_me(language, first_name), "README.txt")
    yield from whole.all_files()
    for domain, tables in copies.domains().items():
        whole.add(copies.json_of(tables, person, language), f"{domain}.json")
        yield from whole.all_files()
    used: set[str] = set()
    for key, path in sent_files(person, language):
        whole.add(_stored(key), _free(f"files/{_safe(path)}", used))
        yield from whole.all_files()
    yield from whole.footer()


def read_me(language: str, first_name: str) -> str:
    """What is in the archive, in its owner's language."""
    names = {domain: words for domain, words in described().items() if domain in copies.domains()}
    with speaking(language):
        template = current_app.jinja_env.get_template("accounts/export_readme.txt")
        return template.render(first_name=first_name, names=names, at=now()).strip() + "\n"


def sent_files(person: uuid.UUID, language: str) -> Iterator[tuple[str, str]]:
    """Key and readable path of each file the person sent and may have back."""
    for found in table_maps().values():
        if found.rows is not None and found.files and found.files.sent:
            for page in rows.pages_of(found, person):
                files = list(found.files.sent(page, language))
                release()
                yield from files


def _stored(key: str) -> Iterator[bytes]:
    try:
        with closing(current_storage().open(key)) as source:
            while chunk := source.read(CHUNK):
                yield chunk
    except StorageMissing:
        # Taken back while the archive was being written.
        log.info("export_file_missing", key=key)


def _safe(path: str) -> str:
    """No part of a path climbs, hides, or holds what some system forbids in a name."""
    parts = (
        "".join("_" if c in '\\:*?"<>|' or ord(c) < 32 else c for c in p) for p in path.split("/")
    )
    return "/".join(part.strip(" .")[:LONGEST_PATH] or "_" for part in parts)


def _free(path: str, used: set[str]) -> str:
    name, number = path, 1
    while name.lower() in used:
        number += 1
        head, dot, tail = path.rpartition(".")
        name = f"{head} ({number}).{tail}" if dot else f"{path} ({number})"
    used.add(name.lower())
    return name
