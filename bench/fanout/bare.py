"""A bare python-socketio server: one room, whoever says something is heard by all."""

import gevent.monkey

gevent.monkey.patch_all()

import socketio  # noqa: E402 after the patch, as wsgi.py does

server = socketio.Server(async_mode="gevent", transports=["websocket"])


@server.on("join")
def join(sid: str, _payload: object) -> dict[str, bool]:
    """Into the room."""
    server.enter_room(sid, "all")
    return {"ok": True}


@server.on("say")
def say(_sid: str, payload: object) -> None:
    """To all of the room."""
    server.emit("said", payload, room="all")


def alive(_environ: object, start: object) -> list[bytes]:
    """The process answers."""
    start("200 OK", [("Content-Type", "text/plain")])  # type: ignore[operator]
    return [b"ok"]


app = socketio.WSGIApp(server, alive)
