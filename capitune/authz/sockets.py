"""The guard of live connections: ``on`` is the only way to register an event.

Flask's ``before_request`` does not run for events, and what Flask-SocketIO knows of a person dates from
the connection: so each event finds the person anew, asks the engine, and runs in a unit of work.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Semaphore
from typing import Any, Protocol
from weakref import WeakValueDictionary

import structlog
from flask import Flask, g, request
from flask_socketio import ConnectionRefusedError as ConnectionRefused
from flask_socketio import SocketIO, disconnect, join_room, leave_room

from capitune.authz import engine
from capitune.authz.actor import Actor
from capitune.authz.frames import Meter, OnSubject, Payload, read
from capitune.authz.patrol import Patrol
from capitune.authz.permissions import Permission
from capitune.core import realtime
from capitune.core.answers import acknowledgement
from capitune.core.db import db
from capitune.core.errors import DomainError, Limited, NotFound, Unauthenticated
from capitune.core.i18n import LANGUAGES, speaking
from capitune.core.realtime.presence import WINDOW
from capitune.core.work import unit_of_work

log = structlog.get_logger(__name__)

Loader = Callable[[uuid.UUID], Any]
Since = Callable[[uuid.UUID, uuid.UUID], list[uuid.UUID]]
Answer = Mapping[str, Any] | None
Handler = Callable[[Actor, Any, Any], Answer]
CONNECTION = "capitune.connection"

# How many connections of the database arrivals and events may hold at once, in each process. The pool has
# ten: a crowd that comes back after a restart leaves some to events and to pages.
ARRIVING, SPEAKING = 3, 4


class Resolver(Protocol):
    """Finds who is connected, now: by the token given at connection, else by the cookie of the request.

    ``at_connect`` False: the connection stands, so a token's own expiry does not count any more; the
    session, the account and its rights do.
    """

    def __call__(self, token: str | None, *, at_connect: bool) -> Actor: ...


@dataclass(frozen=True, slots=True)
class Event:
    """A live event: who may send it, on which subject, what comes with it, the kind of room it opens, and
    how to find what was missed there.
    """

    name: str
    permission: Permission
    handler: Handler
    subject: Loader | None
    room: str | None
    payload: type[Payload]
    since: Since | None


@dataclass(slots=True)
class Connection:
    """What is kept of a connection between its events. ``meter`` is the person's, once they are known."""

    token: str | None
    user_id: uuid.UUID | None = None
    meter: Meter = field(default_factory=Meter)


_events: dict[str, Event] = {}


def on(
    name: str,
    permission: Permission,
    *,
    subject: Loader | None = None,
    room: str | None = None,
    payload: type[Payload] | None = None,
    since: Since | None = None,
) -> Callable[[Handler], Handler]:
    """Register ``handler(actor, subject, payload)`` for a live event; what it returns joins the answer.

    ``payload`` says what must come with it. With ``subject``, the payload's ``id`` names it and
    ``permission`` is asked on it. With ``room``, a client that may is put in that subject's room, and
    ``since(subject, id)`` finds what it missed after that id, oldest first.
    """
    wanted = payload or (OnSubject if subject else Payload)

    def register(handler: Handler) -> Handler:
        _events[name] = Event(name, permission, handler, subject, room, wanted, since)
        return handler

    return register


def events() -> dict[str, Event]:
    """All registered events, for the contract tests."""
    return dict(_events)


def init_app(app: Flask, socketio: SocketIO, resolver: Resolver) -> None:
    """Bind the live server and all events; ``resolver`` finds who is connected."""
    realtime.init_app(app, socketio)
    gate = Gate(resolver)
    socketio.server.manager.on_gap = Patrol(
        app, socketio.server, still_here=gate.still_here, still_in=gate.still_in
    )
    socketio.on_event("connect", gate.connect)
    socketio.on_event("disconnect", gate.leave)
    socketio.on_event("*", gate.unknown)
    for event in _events.values():
        socketio.on_event(event.name, gate.door(event))


class Gate:
    """The way in for connections and events."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        # One a person, for as long as they have a connection in this process.
        self._meters: WeakValueDictionary[uuid.UUID, Meter] = WeakValueDictionary()
        self._arriving, self._speaking = Semaphore(ARRIVING), Semaphore(SPEAKING)

    def connect(self, auth: Any = None) -> None:
        """Accept a signed-in person, by cookie or by ``auth: {token}``; refuse anybody else."""
        token = auth.get("token") if isinstance(auth, dict) else None
        request.environ[CONNECTION] = Connection(token if isinstance(token, str) else None)
        try:
            with self._arriving:
                user_id = self._arrived()
        except DomainError as error:
            answer = acknowledgement(error)
            raise ConnectionRefused(answer["message"], {"code": answer["code"]}) from error
        if user_id:
            self._count_in(user_id)

    def _arrived(self) -> uuid.UUID | None:
        """Put whoever comes in their own rooms; holds no connection of the database afterwards."""
        try:
            actor = self._actor(at_connect=True)
            join_room(realtime.room("user", actor.user_id))
            join_room(realtime.room("session", actor.session_id))
            # Asked again from inside the rooms: rights lost since the first look were announced to them.
            _forget_reads()
            self._actor(at_connect=True)
            return actor.user_id
        finally:
            _forget_reads()

    def _count_in(self, user_id: uuid.UUID) -> None:
        """One more connection of this person; beyond the most they may have, the oldest closes."""
        connection = _connection()
        connection.user_id = user_id
        connection.meter = self._meters.setdefault(user_id, connection.meter)
        for sid in realtime.presence().arrive(user_id, request.sid):  # type: ignore[attr-defined]
            realtime.close(sid, "too_many_connections")

    def leave(self, *_reason: object) -> None:
        """A connection ended."""
        user_id = _connection().user_id
        if user_id is not None:
            realtime.presence().leave(user_id, request.sid)  # type: ignore[attr-defined]

    def still_here(self) -> Actor:
        """Who is connected, now. Raises ``Unauthenticated`` when nobody is any more."""
        return self._actor()

    def still_in(self, kind: str, named: uuid.UUID) -> None:
        """Ask again for a room of this kind. Raises as the engine does."""
        for event in _events.values():
            if event.room == kind:
                _allowed(self._actor(), event, named)

    def door(self, event: Event) -> Callable[..., dict[str, Any]]:
        """The guarded way to this event's handler."""

        def enter(*arguments: Any) -> dict[str, Any]:
            return self._answer(lambda: self._handle(event, arguments))

        return enter

    def unknown(self, _name: str, *_arguments: Any) -> dict[str, Any]:
        """Events that do not exist: counted, and answered."""
        return self._answer(self._nothing)

    def _nothing(self) -> Answer:
        _count()
        raise NotFound

    def _answer(self, act: Callable[[], Answer]) -> dict[str, Any]:
        try:
            return self._told(act)
        except Exception:
            log.exception("live_event_failed")
            # In their browser's language: their own may be what could not be read.
            with speaking(request.accept_languages.best_match(LANGUAGES) or "fr"):
                return acknowledgement(DomainError(code="server_error"))

    def _told(self, act: Callable[[], Answer]) -> dict[str, Any]:
        try:
            return {"ok": True, **(act() or {})}
        except Unauthenticated as error:
            disconnect()
            return acknowledgement(error)
        except DomainError as error:
            return acknowledgement(error)

    def _actor(self, *, at_connect: bool = False) -> Actor:
        actor = self._resolver(_connection().token, at_connect=at_connect)
        if not actor.is_signed_in:
            raise Unauthenticated
        engine.require_factor(actor)
        g.actor = actor
        return actor

    def _handle(self, event: Event, arguments: tuple[Any, ...]) -> Answer:
        _count()
        payload = read(event.payload, arguments)
        with self._speaking:
            return self._act(event, payload)

    def _act(self, event: Event, payload: Payload) -> Answer:
        actor = self._actor()
        named = payload.id if isinstance(payload, OnSubject) else None
        subject = _allowed(actor, event, named)
        if event.room:
            self._into(realtime.room(event.room, named), event, named)
        with unit_of_work():
            return event.handler(actor, subject, payload)

    def _into(self, name: str, event: Event, named: uuid.UUID | None) -> None:
        """Enter the room, then ask again: a right lost in between was announced to the room."""
        join_room(name)
        try:
            _forget_reads()
            _allowed(self._actor(), event, named)
        except DomainError:
            leave_room(name)
            raise


def _connection() -> Connection:
    connection: Connection = request.environ[CONNECTION]
    return connection


def _count() -> None:
    """Count one event of this person. Raises ``Limited``: too many here, or in all processes together."""
    connection = _connection()
    connection.meter.count()
    if connection.user_id and not realtime.presence().may_speak(connection.user_id):
        raise Limited(facts={"retry_after": WINDOW})


def _allowed(actor: Actor, event: Event, named: uuid.UUID | None) -> Any:
    """The subject, if the actor may. Raises as the engine does."""
    subject = None
    if event.subject and named:
        subject = event.subject(named)
        if subject is None:
            raise NotFound
    engine.require(actor, event.permission, subject)
    return subject


def _forget_reads() -> None:
    """What was read is asked of the database again."""
    db.session.remove()
    g.pop("person", None)
