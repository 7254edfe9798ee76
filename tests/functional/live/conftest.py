"""Connections to the live server of this process, and to real servers of several processes."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from capitune.accounts.models import User
from capitune.extensions import socketio
from embedded.stores import Stores
from tests.support.browserless import Browserless
from tests.support.databases import url_of
from tests.support.live_client import LiveClient
from tests.support.settings import environment
from tests.support.signing import browser_of, cookie_of
from tests.support.web_server import WebServer, serving


class Live:
    """A connection to the live server of this process. Each event has a context of its own, as there."""

    def __init__(self, app: Flask, browser: Browserless | None = None, auth: Any = None) -> None:
        self._app = app
        with app.app_context():
            self._client = socketio.test_client(app, flask_test_client=browser, auth=auth)

    @property
    def is_connected(self) -> bool:
        """True until one side ends it."""
        return bool(self._client.is_connected())

    @property
    def everything(self) -> list[Any]:
        """All that was said and not asked for yet."""
        return list(self._client.queue)

    def ask(self, event: str, *payload: Any) -> Any:
        """Send an event and return its acknowledgement."""
        with self._app.app_context():
            return self._client.emit(event, *payload, callback=True)

    def heard(self, event: str) -> list[Any]:
        """What was said under this name since the last time."""
        packets = self._client.queue
        self._client.queue = [packet for packet in packets if packet["name"] != event]
        return [packet["args"][0] for packet in packets if packet["name"] == event]


Connect = Callable[[User], Live]


@pytest.fixture
def connect(app: Flask) -> Connect:
    """Open a connection of a person in this process, with the cookie of a new sign-in."""
    return lambda user: Live(app, browser_of(app, user))


@pytest.fixture(scope="session")
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
