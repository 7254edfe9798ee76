"""Asking again for every connection of this process, when revocations may have been missed.

While Redis was away, what other processes announced was not heard here. Once it is back, each connection
is asked for as if it had just sent an event: whoever lost the right to be here, or to a room, leaves.
"""

from collections.abc import Callable
from typing import Any

import structlog
from flask import Flask

from capitune.core import realtime
from capitune.core.errors import DomainError
from capitune.core.ids import parse_id

log = structlog.get_logger(__name__)

NAMESPACE = "/"
Still = Callable[[str, Any], None]


class Patrol:
    """``still_here()`` raises when the person of the request may not be connected any more,
    ``still_in(kind, id)`` when they may not be in that room.
    """

    def __init__(
        self, app: Flask, server: Any, *, still_here: Callable[[], object], still_in: Still
    ) -> None:
        self._app, self._server = app, server
        self._still_here, self._still_in = still_here, still_in

    def __call__(self) -> None:
        """Go round once."""
        there = list(self._server.manager.get_participants(NAMESPACE, None))
        log.info("live_patrol", connections=len(there))
        for sid, _ in there:
            environ = self._server.get_environ(sid, namespace=NAMESPACE)
            if environ:
                with self._app.request_context(environ):
                    self._visit(sid)

    def _visit(self, sid: str) -> None:
        try:
            self._still_here()
        except DomainError as error:
            self._out(sid, error.code, None)
            return
        for name in self._server.manager.get_rooms(sid, NAMESPACE):
            kind, _, text = name.partition(":")
            subject = parse_id(text)
            if subject is not None:
                try:
                    self._still_in(kind, subject)
                except DomainError as error:
                    self._out(sid, error.code, text)

    def _out(self, sid: str, reason: str, subject: str | None) -> None:
        ids = {"reason": reason, **({"subject": subject} if subject else {})}
        # To this connection alone, which is a room too: the manager tells it and takes it out.
        self._server.emit(realtime.REVOKED, ids, to=sid, namespace=NAMESPACE, ignore_queue=True)
