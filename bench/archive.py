"""The archive of a dossier of 300 files of 1 MB, while it is sent: memory of the process, processor time."""

import hashlib
import http.client
import io
import os
import threading
import time
import uuid
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select, update

from bench import databases
from bench.load import WrongAnswer
from bench.process import Server
from bench.report import Line
from capitune.core.db import db
from capitune.core.storage import current_storage
from capitune.core.work import unit_of_work
from capitune.dossiers.models import Document

NAME = "ZIP of 300 files of 1 MB"
FILE = os.urandom(1_000_000)  # nothing in it can be made smaller
PIECE = 1 << 18
EVERY = 0.02  # seconds between two looks at the memory
MEMORY_BUDGET = 24.0  # MB more than before, however much is sent
CPU_BUDGET = 4.0  # times hashing and summing the same bytes


@dataclass(slots=True)
class Watch:
    """The most memory a process had, in kilobytes, while it was watched."""

    server: Server
    most: float = 0.0
    over: bool = False

    def look(self) -> None:
        """Until it is over."""
        while not self.over:
            self.most = max(self.most, self.server.kilobytes())
            time.sleep(EVERY)


def store(app: Flask, dossier_id: uuid.UUID) -> int:
    """Give each version of the dossier a file of its own in the storage; how many there are."""
    with app.app_context():
        keys = db.session.scalars(
            select(Document.storage_key).where(Document.dossier_id == dossier_id)
        ).all()
        for key in keys:
            current_storage().put(key, io.BytesIO(FILE), content_type="application/pdf")
        facts = {"size": len(FILE), "sha256": hashlib.sha256(FILE).digest()}
        with unit_of_work():
            mine = Document.dossier_id == dossier_id
            db.session.execute(update(Document).where(mine).values(**facts))
        databases.leave()
    return len(keys)


def measure(server: Server, path: str, headers: Mapping[str, str], count: int) -> list[Line]:
    """Take the archive away, under watch. Raises ``WrongAnswer``."""
    before, spent, began = server.kilobytes(), server.cpu_seconds(), time.perf_counter()
    watch = Watch(server)
    size = _take(server, path, headers, watch)
    seconds, spent = time.perf_counter() - began, server.cpu_seconds() - spent
    floor = _floor(count)
    rise = max(0.0, watch.most - before) / 1000
    told = f"{size / 1e6:.0f} MB in {seconds:.1f} s"
    return [
        Line(NAME, "memory, MB more", f"{before / 1000:.0f} MB", told, rise, "", MEMORY_BUDGET),
        Line(
            NAME, "CPU / floor", f"{floor:.2f} s", f"{spent:.2f} s", spent / floor, "", CPU_BUDGET
        ),
    ]


def _take(server: Server, path: str, headers: Mapping[str, str], watch: Watch) -> int:
    """Its size. The watch begins with its first byte: the papers in it are set by a child before that."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    looking = threading.Thread(target=watch.look)
    try:
        connection.request("GET", path, headers=dict(headers))
        response = connection.getresponse()
        if response.status != 200:
            raise WrongAnswer(f"{server.name} {path}: {response.status}")
        size = len(response.read(1))
        looking.start()
        while piece := response.read(PIECE):
            size += len(piece)
        return size
    finally:
        watch.over = True
        connection.close()


def _floor(count: int) -> float:
    """Processor seconds to do what no archive can do without: hash and sum every byte."""
    began = time.process_time()
    for _ in range(count):
        hashlib.sha256(FILE).digest()
        zlib.crc32(FILE)
    return time.process_time() - began
