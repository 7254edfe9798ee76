"""A web server told to stop: websockets close at once, requests under way are answered, and it is out."""

import os
import signal
import threading
import time
from collections.abc import Iterator

import psycopg
import pytest
from flask import Flask

from embedded.stores import Stores
from tests.factories.people import PASSWORD, make_person
from tests.support.databases import url_of
from tests.support.eventually import eventually
from tests.support.live_client import LiveClient
from tests.support.settings import environment
from tests.support.signing import browser_of, cookie_of
from tests.support.web_server import WebServer, serving

UNDER_WAY = 2  # requests: sign-ins hash two at a time, and a lock is awaited for five seconds
PLATFORM = 20.0  # seconds until a platform kills


@pytest.fixture
def own_server(
    stores: Stores, live_app: Flask, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[WebServer]:
    """Two processes that the test may stop."""
    variables = environment(stores, url_of(stores, "live"), tmp_path_factory.mktemp("parting"))
    with serving(variables, workers=2) as running:
        yield running


def test_it_leaves_in_time_and_loses_no_request(live_app: Flask, own_server: WebServer) -> None:
    people = [make_person() for _ in range(6)]
    watching = [
        LiveClient(own_server.port, cookie=cookie_of(browser_of(live_app, user))) for user in people
    ]
    answers: list[object] = []

    def sign_in(email: str) -> None:
        body = {"email": email, "password": PASSWORD}
        answers.append(own_server.ask("POST", "/api/auth/login", body))

    address = live_app.config["SQLALCHEMY_DATABASE_URI"].replace("+psycopg", "")
    with psycopg.connect(address) as holder:
        # The requests wait for this lock: they are under way, for certain, when the signal comes.
        holder.execute("LOCK TABLE web_sessions, token_families IN ACCESS EXCLUSIVE MODE")
        asking = [
            threading.Thread(target=sign_in, args=[user.email]) for user in people[:UNDER_WAY]
        ]
        for thread in asking:
            thread.start()
        eventually(lambda: _waiting(address) == len(asking), "the requests to be under way", 20)
        began = time.monotonic()
        os.kill(own_server.pid, signal.SIGTERM)
        assert all(client.is_closed_within(5) for client in watching)
        assert answers == []
        holder.rollback()
    for thread in asking:
        thread.join(PLATFORM)
    assert ["token" in str(answer) for answer in answers] == [True] * UNDER_WAY
    eventually(lambda: own_server.has_ended, "the server to leave", PLATFORM)
    assert time.monotonic() - began < PLATFORM


def _waiting(address: str) -> int:
    with psycopg.connect(address) as connection:
        row = connection.execute(
            "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        ).fetchone()
    return int(row[0]) if row else 0
