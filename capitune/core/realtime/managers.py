"""Who is in which room, in this process; and how the processes tell each other.

Revocation is obeyed here, where every process sees every message: the connections of the room leave the
subject, or are closed, whatever they are doing.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import redis
import structlog
from gevent.monkey import is_module_patched
from socketio import Manager, RedisManager

log = structlog.get_logger(__name__)

REVOKED = "revoked"
CHANNEL = "capitune-live"
FAST = {"socket_connect_timeout": 0.3, "socket_timeout": 0.5}
LONGEST_PAUSE = 5  # seconds between two tries to hear Redis again


class Rooms(Manager):  # type: ignore[misc]
    """Rooms of one process; ``revoked`` takes the room's connections out.

    ``on_gap`` is called when messages of other processes may have been missed.
    """

    on_gap: Callable[[], None] | None = None

    def emit(self, event: str, data: Any, namespace: str, room: Any = None, **more: Any) -> None:
        """Tell the connections of ``room`` here; then, if it was a revocation, carry it out."""
        there = list(self.get_participants(namespace, room)) if event == REVOKED else []
        super().emit(event, data, namespace, room, **more)
        for sid, eio_sid in there:
            self._take_out(sid, eio_sid, namespace, data.get("subject"))

    def _take_out(self, sid: str, eio_sid: str, namespace: str, subject: str | None) -> None:
        if subject is None:
            self.server.disconnect(sid, namespace, ignore_queue=True)
            # The transport too, once what was said has left: a client may ignore the farewell.
            self.server.start_background_task(self.server.eio.disconnect, eio_sid)
            return
        for name in self.get_rooms(sid, namespace):
            if name.endswith(f":{subject}"):
                self.basic_leave_room(sid, namespace, name)


class Shared(RedisManager, Rooms):  # type: ignore[misc]
    """Rooms of one of several web processes, joined by a Redis channel."""

    def __init__(self, url: str) -> None:
        super().__init__(url, channel=CHANNEL)
        self._speaking = redis.Redis.from_url(url, retry=None, **FAST)
        self._heard_before = False

    def _publish(self, data: dict[str, Any]) -> None:
        """Tell the other processes, or give up fast: no request waits for a broken Redis."""
        try:
            self._speaking.publish(CHANNEL, json.dumps(data))
        except redis.RedisError as error:
            log.warning("nudge_lost", reason=type(error).__name__)

    def _listen(self) -> Iterator[Any]:
        """Messages of the others, for ever. After a silence, ``on_gap`` makes up for what was missed."""
        pause = 1
        while True:
            try:
                # Without the client's own retries: a silence that it mends is a silence we must know of.
                listening = redis.Redis.from_url(
                    self.redis_url, socket_connect_timeout=3, socket_keepalive=True, retry=None
                )
                channel: Any = listening.pubsub(ignore_subscribe_messages=True)  # type: ignore[no-untyped-call]
                channel.subscribe(CHANNEL)
                self._heard()
                pause = 1
                for message in channel.listen():
                    yield message["data"]
            except redis.RedisError as error:
                log.warning("live_queue_away", reason=type(error).__name__, again_in=pause)
                self.server.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    def _heard(self) -> None:
        if self._heard_before and self.on_gap:
            self.server.start_background_task(self.on_gap)
        self._heard_before = True


class Speaking(Rooms):
    """For a process that serves no websocket (worker, clock, commands): it speaks, the others hear."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._queue = Shared(url)

    def emit(self, event: str, data: Any, namespace: str, room: Any = None, **more: Any) -> None:
        """Here, and in every process that listens."""
        super().emit(event, data, namespace, room, **more)
        self._queue.emit(event, data, namespace=namespace, room=room)


def manager(redis_url: str) -> Manager:
    """The manager for this process: a listener only where gevent serves connections."""
    if not redis_url:
        return Rooms()
    return Shared(redis_url) if is_module_patched("socket") else Speaking(redis_url)
