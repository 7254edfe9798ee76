"""A file of 50 MB goes through the web server's hands in parts, and leaves nothing in its memory."""

import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask

from embedded.stores import Stores
from tests.factories.documents import requirement_of
from tests.factories.dossiers import make_dossier
from tests.factories.people import PASSWORD, make_person
from tests.factories.uploads import big_pdf, pieces
from tests.support.databases import url_of
from tests.support.settings import environment
from tests.support.web_server import WebServer, serving

MEGABYTE = 1024 * 1024
MOST_GROWTH = 10 * MEGABYTE


class Memory:
    """What one process holds, and the most it held since."""

    def __init__(self, pid: int) -> None:
        self._folder = Path("/proc") / str(pid)

    def _read(self, name: str) -> int:
        lines = (self._folder / "status").read_text().splitlines()
        (line,) = [line for line in lines if line.startswith(f"{name}:")]
        return int(line.split()[1]) * 1024

    def begin(self) -> int:
        """Bytes held now; the highest is counted from here."""
        (self._folder / "clear_refs").write_text("5")
        return self._read("VmRSS")

    @property
    def highest(self) -> int:
        """The most bytes held since ``begin``."""
        return self._read("VmHWM")


@pytest.fixture
def server(
    stores: Stores, live_app: Flask, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[WebServer]:
    variables = environment(stores, url_of(stores, "live"), tmp_path_factory.mktemp("server"))
    with serving(variables, workers=1) as running:
        yield running


def worker_of(server: WebServer) -> int:
    (worker,) = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    return int(worker)


def ask(server: WebServer, method: str, url: str, body: Any, **headers: str) -> tuple[int, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request(method, urlsplit(url).path, body, headers)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    return answer.status, json.loads(text) if text else answer.headers["ETag"]


def upload(server: WebServer, token: str, requirement_id: str, data: bytes) -> None:
    """The whole way of one file."""
    program = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    path = "/api/documents/uploads"
    announced = {"file_name": "a.pdf", "size": len(data), "mime_type": "application/pdf"}
    sent = json.dumps({"requirement_id": requirement_id, **announced})
    status, body = ask(server, "POST", path, sent, **program)
    assert status == 201, body
    parts = []
    for part, piece in zip(body["parts"], pieces(data), strict=True):
        status, etag = ask(server, "PUT", part["url"], piece)
        assert status == 200
        parts.append({"number": part["number"], "etag": etag})
    done = f"{path}/{body['upload_id']}/complete"
    status, document = ask(server, "POST", done, json.dumps({"parts": parts}), **program)
    assert (status, document["size"]) == (201, len(data))


def test_fifty_megabytes_grow_the_web_process_by_ten_at_most(server: WebServer) -> None:
    owner = make_person()
    requirement = str(requirement_of(make_dossier(owner)).id)
    signing_in = {"email": owner.email, "password": PASSWORD}
    token = server.ask("POST", "/api/auth/login", signing_in)["token"]
    upload(server, token, requirement, big_pdf(6 * MEGABYTE))  # what the first one loads stays
    memory = Memory(worker_of(server))
    before = memory.begin()
    upload(server, token, requirement, big_pdf(50 * MEGABYTE))
    grown = memory.highest - before
    assert grown < MOST_GROWTH, f"{grown / MEGABYTE:.1f} MB"
