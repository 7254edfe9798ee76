"""Connections to the live server of this process, and to real servers of several processes."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask_socketio import SocketIOTestClient

from capitune.accounts.models import User
from capitune.extensions import socketio
from embedded.stores import Stores
from tests.support.databases import url_of
from tests.support.live_client import LiveClient
from tests.support.settings import environment
from tests.support.signing import browser_of, cookie_of
from tests.support.web_server import WebServer, serving

Connect = Callable[[User], SocketIOTestClient]


@pytest.fixture
def connect(app: Flask) -> Connect:
    """Open a connection of a person in this process, with the cookie of a new sign-in."""

    def opened(user: User) -> SocketIOTestClient:
        browser = browser_of(app, user)
        return socketio.test_client(app, flask_test_client=browser)

    return opened


@pytest.fixture(scope="module")
def server(
    stores: Stores, _live_app: Flask, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[WebServer]:
    """Two processes on the database of ``live_app``, joined by Redis."""
    variables = environment(stores, url_of(stores, "live"), tmp_path_factory.mktemp("server"))
    with serving(variables, workers=2) as running:
        yield running


@pytest.fixture
def call(server: WebServer, live_app: Flask) -> Iterator[Callable[..., LiveClient]]:
    """Open a connection of a person to the real server; all are closed after the test."""
    opened: list[LiveClient] = []

    def connected(user: User | None, **more: str) -> LiveClient:
        cookie = cookie_of(browser_of(live_app, user)) if user else ""
        client = LiveClient(server.port, **{"cookie": cookie, **more})
        opened.append(client)
        return client

    yield connected
    for client in opened:
        client.close()
