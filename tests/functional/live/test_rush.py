"""A crowd that comes, or speaks, at once while the database is slow: it leaves the others their share."""

import http.client
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import text

from capitune.authz.sockets import ARRIVING, SPEAKING
from capitune.core.db import db
from embedded.ports import HOST
from tests.factories.dossiers import make_dossier
from tests.factories.people import make_person
from tests.support.eventually import eventually
from tests.support.live_client import LiveClient
from tests.support.signing import browser_of, cookie_of
from tests.support.web_server import WebServer

Call = Callable[..., LiveClient]
CROWD = 60
PROCESSES = 2


@pytest.fixture
def at_once() -> Iterator[ThreadPoolExecutor]:
    """A thread for each of the crowd."""
    with ThreadPoolExecutor(CROWD) as threads:
        yield threads


@contextmanager
def sessions_locked() -> Iterator[None]:
    """Nobody can be asked for: each look-up waits."""
    with db.engine.begin() as connection:
        connection.execute(text("LOCK TABLE web_sessions IN ACCESS EXCLUSIVE MODE"))
        yield


def waiting() -> int:
    """How many connections of the database wait for the lock."""
    with db.engine.connect() as connection:
        locks = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return int(connection.execute(locks).scalar_one())


def slowest_answer(server: WebServer) -> float:
    """Ask something that needs the database, many times; the longest wait, in seconds."""
    waits = []
    for _ in range(20):
        connection = http.client.HTTPConnection(HOST, server.port, timeout=10)
        began = time.monotonic()
        connection.request("GET", "/readyz")
        assert connection.getresponse().status == 200
        waits.append(time.monotonic() - began)
        connection.close()
    return max(waits)


def test_a_crowd_leaves_the_database_to_others(
    server: WebServer, live_app: Flask, call: Call, at_once: ThreadPoolExecutor
) -> None:
    people = [make_person() for _ in range(CROWD // 5)]
    dossiers = {person.id: str(make_dossier(person).id) for person in people}
    cookies = {person.id: cookie_of(browser_of(live_app, person)) for person in people}
    whose = [person.id for person in people] * 5

    with sessions_locked():
        coming = [at_once.submit(call, None, cookie=cookies[person]) for person in whose]
        eventually(lambda: waiting() >= ARRIVING * PROCESSES, "the crowd at the door", 10)
        assert slowest_answer(server) < 1
        assert waiting() == ARRIVING * PROCESSES
    clients = [each.result(10) for each in coming]

    with sessions_locked():
        speaking = [
            at_once.submit(client.ask, "dossier:join", {"id": dossiers[person]})
            for client, person in zip(clients, whose, strict=True)
        ]
        eventually(lambda: waiting() >= SPEAKING * PROCESSES, "the crowd to speak", 10)
        assert slowest_answer(server) < 1
        assert waiting() == SPEAKING * PROCESSES
    assert [each.result(10) for each in speaking] == [{"ok": True}] * CROWD
