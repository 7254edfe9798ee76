"""Parts on the real web server: 50 MB leave nothing in its memory, half a body is no part."""

import http.client
import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask

from capitune.core.storage import PART_BYTES
from embedded.stores import Stores
from tests.factories.documents import requirement_of
from tests.factories.dossiers import make_dossier
from tests.factories.people import PASSWORD, make_person
from tests.factories.uploads import big_pdf, pieces
from tests.support.databases import url_of
from tests.support.settings import environment
from tests.support.web_server import WebServer, serving

PATH = "/api/documents/uploads"
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


@pytest.fixture(scope="module")
def server(
    stores: Stores, _live_app: Flask, tmp_path_factory: pytest.TempPathFactory
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


@dataclass(frozen=True, slots=True)
class Sender:
    """A program of a candidate, and the document that it sends."""

    server: WebServer
    token: str
    requirement_id: str

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """What the API answers."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        return ask(self.server, method, path, json.dumps(body) if body else None, **headers)

    def begin(self, size: int) -> Any:
        """An upload that has begun."""
        announced = {"file_name": "a.pdf", "size": size, "mime_type": "application/pdf"}
        status, body = self.ask("POST", PATH, {"requirement_id": self.requirement_id, **announced})
        assert status == 201, body
        return body

    def upload(self, data: bytes) -> None:
        """The whole way of one file."""
        body, parts = self.begin(len(data)), []
        for part, piece in zip(body["parts"], pieces(data), strict=True):
            status, etag = ask(self.server, "PUT", part["url"], piece)
            assert status == 200
            parts.append({"number": part["number"], "etag": etag})
        status, document = self.ask(
            "POST", f"{PATH}/{body['upload_id']}/complete", {"parts": parts}
        )
        assert (status, document["size"]) == (201, len(data))


@pytest.fixture
def sender(server: WebServer, live_app: Flask) -> Sender:
    owner = make_person()
    requirement = str(requirement_of(make_dossier(owner)).id)
    signing_in = {"email": owner.email, "password": PASSWORD}
    return Sender(server, server.ask("POST", "/api/auth/login", signing_in)["token"], requirement)


def test_fifty_megabytes_grow_the_web_process_by_ten_at_most(sender: Sender) -> None:
    sender.upload(big_pdf(6 * MEGABYTE))  # what the first one loads stays
    memory = Memory(worker_of(sender.server))
    before = memory.begin()
    sender.upload(big_pdf(50 * MEGABYTE))
    grown = memory.highest - before
    assert grown < MOST_GROWTH, f"{grown / MEGABYTE:.1f} MB"


@pytest.mark.parametrize("how", ["announced", "in chunks"])
def test_a_body_that_breaks_off_is_no_part(sender: Sender, how: str) -> None:
    body = sender.begin(6 * MEGABYTE)
    path = urlsplit(body["parts"][0]["url"]).path
    lines = {
        "announced": f"Content-Length: {PART_BYTES}\r\n\r\n",
        "in chunks": f"Transfer-Encoding: chunked\r\n\r\n{PART_BYTES:x}\r\n",
    }
    with socket.create_connection(("127.0.0.1", sender.server.port)) as line:
        line.sendall(f"PUT {path} HTTP/1.1\r\nHost: localhost\r\n{lines[how]}".encode())
        line.sendall(b"x" * (PART_BYTES // 2))
    state = f"{PATH}/{body['upload_id']}"
    assert sender.ask("GET", state)[1]["received"] == []
    status, etag = ask(sender.server, "PUT", body["parts"][0]["url"], b"x" * PART_BYTES)
    assert status == 200
    answer = sender.ask("GET", state)[1]
    assert (answer["received"], answer["parts"][0]["etag"]) == ([1], etag.strip('"'))


def test_a_part_in_chunks_is_taken_to_its_size_and_no_further(sender: Sender) -> None:
    body = sender.begin(9)
    path = urlsplit(body["parts"][0]["url"]).path
    for data, status in ((b"x" * 9, 200), (b"x" * 10, 422), (b"x" * 8, 422)):
        with socket.create_connection(("127.0.0.1", sender.server.port)) as line:
            head = f"PUT {path} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
            chunk = f"Connection: close\r\n\r\n{len(data):x}\r\n".encode() + data
            line.sendall(head.encode() + chunk + b"\r\n0\r\n\r\n")
            assert line.makefile("rb").readline().split()[1] == str(status).encode()
