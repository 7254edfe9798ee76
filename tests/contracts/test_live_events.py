"""Live events are registered through the guard, and only through it."""

import pytest
from flask import Flask

from capitune.authz import sockets
from capitune.authz.frames import OnSubject, Payload
from capitune.authz.permissions import Permission
from capitune.extensions import socketio
from tests.support.source import called, calls, imports, modules, relative

GUARD = "capitune.authz.sockets"
BINDERS = {"capitune.core.realtime", "capitune.extensions", GUARD, "capitune.app"}
NAME = r"[a-z]+(?::[a-z-]+)?"


def test_there_are_events() -> None:
    assert "dossier:join" in sockets.events()


def test_the_server_answers_registered_events_only(shared_app: Flask) -> None:
    handlers = set(socketio.server.handlers["/"])
    assert handlers == set(sockets.events()) | {"connect", "disconnect", "*"}
    assert set(socketio.server.handlers) == {"/"}
    assert not socketio.server.namespace_handlers


@pytest.mark.parametrize("name", sorted(sockets.events()))
def test_every_event_has_a_permission_and_names_a_subject(name: str) -> None:
    event = sockets.events()[name]
    assert isinstance(event.permission, Permission)
    assert callable(event.subject) or event.room is None
    assert issubclass(event.payload, OnSubject if event.subject else Payload)
    assert event.name == name


def test_nobody_else_touches_the_live_server() -> None:
    for name, path in modules().items():
        brought = {n for _, _, names in imports(path) for n in names}
        if name not in BINDERS:
            assert not {n for n in brought if n.startswith("flask_socketio")}, relative(path)
            assert "capitune.extensions.socketio" not in brought, relative(path)


def test_nothing_is_registered_around_the_guard() -> None:
    around = {"socketio.on", "socketio.on_event", "socketio.event", "socketio.on_namespace"}
    for name, path in modules().items():
        found = {called(call) for call in calls(path)} & around
        assert not found or name == GUARD, relative(path)


def test_only_websockets_of_our_own_pages(shared_app: Flask) -> None:
    engine = socketio.server.eio
    assert engine.transports == ["websocket"]
    allowed = engine.cors_allowed_origins
    here = {"HTTP_HOST": "localhost"}
    assert allowed("http://localhost", here)
    assert not allowed("http://evil.example", here)
    assert not allowed("http://evil.example", {"HTTP_HOST": "evil.example"})
    assert not allowed("null", here)
