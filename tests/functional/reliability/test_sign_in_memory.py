"""Twenty people sign in at the same instant, in one real web process: two hashes at once, no more memory.

Each hash holds 19 MiB while it runs: twenty at once would be 380.
"""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask

from capitune.core.db import db
from embedded.stores import Stores
from tests.factories.people import PASSWORD, make_person
from tests.support.databases import url_of
from tests.support.settings import environment
from tests.support.web_server import WebServer, serving

PEOPLE = 20
MIB = 1024


@pytest.fixture
def server(live_app: Flask, stores: Stores, tmp_path: Path) -> Iterator[WebServer]:
    variables = environment(stores, url_of(stores, "live"), tmp_path)
    with serving(variables, workers=1) as running:
        yield running


def worker_of(server: WebServer) -> int:
    """The one process that answers."""
    (child,) = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    return int(child)


def mebibytes(pid: int, what: str) -> float:
    """A line of the kernel's account of a process: VmRSS (now), VmHWM (the most since it was reset)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what)) / MIB


def sign_in_all(server: WebServer, addresses: list[str]) -> list[bool]:
    together = threading.Barrier(len(addresses), timeout=10)

    def one(email: str) -> bool:
        together.wait()
        body = {"email": email, "password": PASSWORD}
        return "token" in server.ask("POST", "/api/auth/login", body)

    with ThreadPoolExecutor(len(addresses)) as pool:
        return list(pool.map(one, addresses))


def test_twenty_sign_ins_at_once_hold_two_hashes(server: WebServer) -> None:
    addresses = [make_person().email for _ in range(PEOPLE)]
    db.session.remove()
    pid = worker_of(server)
    assert all(sign_in_all(server, addresses[:2]))  # what is loaded at the first is not measured
    Path(f"/proc/{pid}/clear_refs").write_text("5")  # the most so far is forgotten
    before = mebibytes(pid, "VmRSS")
    assert all(sign_in_all(server, addresses))
    peak = mebibytes(pid, "VmHWM")
    assert peak - before < 4 * 19, f"{before:.0f} MiB before, {peak:.0f} MiB at most"
