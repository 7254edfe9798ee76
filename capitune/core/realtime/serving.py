"""What runs beside the connections of a web process: the beat of presence, and the parting.

Told to stop, a web server waits for its connections to end, and a websocket does not end by itself. So
each is closed: its page connects again, to whoever serves now.
"""

from collections.abc import Callable
from typing import Any

import gevent
import structlog

from capitune.core.realtime.presence import BEAT, Presence

log = structlog.get_logger(__name__)

LOOK = 0.2  # seconds between two looks


def attend(presence: Presence, engine: Any, is_serving: Callable[[], bool]) -> None:
    """Start both, in a process that serves connections; ``is_serving()`` turns False at SIGTERM."""
    gevent.spawn(_beat, presence)
    gevent.spawn(_part, engine, is_serving)


def _beat(presence: Presence) -> None:
    while True:
        gevent.sleep(BEAT)
        presence.beat()


def _part(engine: Any, is_serving: Callable[[], bool]) -> None:
    while is_serving():
        gevent.sleep(LOOK)
    log.info("live_drain", connections=len(engine.sockets))
    while True:
        # Again and again: one may have arrived before the door was shut.
        for sid in list(engine.sockets):
            gevent.spawn(engine.disconnect, sid)
        gevent.sleep(LOOK)
