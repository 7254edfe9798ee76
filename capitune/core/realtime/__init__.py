"""Live nudges: a word to the browsers that watch a subject. Ids only; each fetches under its own rights.

A room is named by a subject, never by a client. Everything here waits for the commit; a nudge that is
lost costs a reload, never data.
"""

import uuid
from collections.abc import Mapping

from flask import Flask, current_app
from flask_socketio import SocketIO

from capitune.core.realtime.managers import REVOKED, manager
from capitune.core.realtime.presence import Presence
from capitune.core.realtime.transport import bound_frames, same_origin
from capitune.core.work import after_commit
from capitune.extensions import socketio as server

__all__ = ["REVOKED", "close", "init_app", "nudge", "presence", "revoke", "revoke_session", "room"]

MOST_FRAME = (
    64 * 1024
)  # bytes; a larger frame ends its connection, a large payload is refused before

Id = uuid.UUID | None


def init_app(app: Flask, socketio: SocketIO) -> None:
    """Bind the live server: websocket only, same origin, one queue between processes if Redis is set."""
    socketio.init_app(
        app,
        async_mode="gevent",
        transports=["websocket"],
        manage_session=False,
        client_manager=manager(app.config["REDIS_URL"]),
        cors_allowed_origins=same_origin(app.config["TRUSTED_HOSTS"]),
        max_http_buffer_size=MOST_FRAME,
    )
    bound_frames(socketio.server.eio, MOST_FRAME)
    app.extensions["capitune.presence"] = Presence(app.config["REDIS_URL"])


def presence() -> Presence:
    """Who is connected, in all processes."""
    found: Presence = current_app.extensions["capitune.presence"]
    return found


def room(kind: str, subject_id: Id) -> str:
    """The room of those who watch a subject now, or of all connections of a ``user`` or ``session``."""
    return f"{kind}:{subject_id}"


def nudge(kind: str, subject_id: Id, event: str, ids: Mapping[str, object]) -> None:
    """After the commit, tell the room of this subject that ``event`` happened.

    Raises ``NoUnitOfWork`` outside a unit of work.
    """
    after_commit(_send, room(kind, subject_id), event, _plain(ids))


def revoke(user_id: Id, reason: str, *, subject: Id = None) -> None:
    """After the commit, take rights away from every connection of a person, in every process.

    With a ``subject`` they leave its rooms; without one they are closed.
    """
    ids: dict[str, object] = {"reason": reason}
    if subject:
        ids["subject"] = subject
    after_commit(_send, room("user", user_id), REVOKED, _plain(ids))


def revoke_session(session_id: Id, reason: str) -> None:
    """After the commit, close the connections that one sign-in had opened."""
    after_commit(_send, room("session", session_id), REVOKED, {"reason": reason})


def close(sid: str, reason: str) -> None:
    """At once, and without a unit of work: end this one connection, in whichever process it is."""
    server.emit(REVOKED, {"reason": reason}, to=sid)


def _send(where: str, event: str, ids: Mapping[str, object]) -> None:
    server.emit(event, ids, to=where)


def _plain(ids: Mapping[str, object]) -> dict[str, object]:
    """Ids as text, as JSON needs them."""
    return {name: str(v) if isinstance(v, uuid.UUID) else v for name, v in ids.items()}
