"""Many websockets of one thread: they join, then note when each message comes."""

import asyncio
import base64
import json
import os
import threading
import time
from collections.abc import Sequence
from functools import partial
from typing import Any

PATIENCE = 60.0  # seconds
AT_ONCE = 20  # that connect


class Silent(RuntimeError):
    """Not everybody was heard from in time: the figure would measure something else."""


class Ear(asyncio.Protocol):
    """One websocket that says hello, joins, answers pings and counts what it hears."""

    def __init__(self, crowd: "Crowd", headers: str, join: str) -> None:
        self._crowd, self._headers, self._join = crowd, headers, join
        self._buffer = b""
        self._is_open = False

    def connection_made(self, transport: Any) -> None:
        """Ask for a websocket."""
        self._transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            f"{self._headers}\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        """The handshake, then frame after frame."""
        self._buffer += data
        if not self._is_open:
            head, found, rest = self._buffer.partition(b"\r\n\r\n")
            if not found:
                return
            if b" 101 " not in head:
                self._crowd.failure = head.decode(errors="replace")
            self._is_open, self._buffer = True, rest
            self.say("40")
        while (frame := self._frame()) is not None:
            self._hear(frame)

    def say(self, text: str) -> None:
        """Send a short text frame, masked as clients must (with zeros)."""
        body = text.encode()
        size = bytes([128 | len(body)]) if len(body) < 126 else bytes([254, *len(body).to_bytes(2)])
        self._transport.write(b"\x81" + size + b"\0\0\0\0" + body)

    def close(self) -> None:
        """Go."""
        self._transport.abort()

    def _frame(self) -> bytes | None:
        held = self._buffer
        if len(held) < 2:
            return None
        size, start = held[1], 2
        if size == 126:
            size, start = int.from_bytes(held[2:4]), 4
        if len(held) < start + size:
            return None
        self._buffer = held[start + size :]
        return held[start : start + size]

    def _hear(self, frame: bytes) -> None:
        if frame == b"2":
            self.say("3")
        elif frame.startswith(b"40"):
            self.say(self._join)
        elif frame.startswith(b"431["):
            self._crowd.joined += 1 if b'"ok":true' in frame else 0
        elif frame.startswith(b"42["):
            self._crowd.arrivals.append(time.perf_counter())


class Crowd:
    """All of them, in a thread of its own."""

    def __init__(self) -> None:
        self.joined, self.failure = 0, ""
        self.arrivals: list[float] = []
        self._ears: list[Ear] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def come(self, port: int, who: Sequence[str], event: str, payload: dict[str, str]) -> None:
        """Connect one for each of these headers and join. Raises ``Silent``."""
        join = "421" + json.dumps([event, payload])

        async def some(headers: Sequence[str]) -> None:
            for each in headers:
                _, ear = await self._loop.create_connection(
                    partial(Ear, self, each, join), "127.0.0.1", port
                )
                self._ears.append(ear)

        for start in range(0, len(who), AT_ONCE):
            part = who[start : start + AT_ONCE]
            asyncio.run_coroutine_threadsafe(some(part), self._loop).result(PATIENCE)
            self._until(lambda: self.joined == len(self._ears) or bool(self.failure), "all to join")
            if self.failure:
                raise Silent(self.failure)

    def say(self, text: str) -> None:
        """The first of them says this."""
        self._loop.call_soon_threadsafe(self._ears[0].say, text)

    def heard(self, count: int) -> list[float]:
        """The moments of ``count`` arrivals, once all are there. Raises ``Silent``: too few, or too many."""
        self._until(lambda: len(self.arrivals) >= count, f"{count} arrivals")
        found, self.arrivals = self.arrivals, []
        if len(found) != count:
            raise Silent(f"{len(found)} arrivals instead of {count}")
        return found

    def leave(self) -> None:
        """All go."""
        for ear in self._ears:
            self._loop.call_soon_threadsafe(ear.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def _until(self, look: Any, what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not look():
            if time.monotonic() > deadline:
                raise Silent(f"waited for {what}: {self.joined} joined, {len(self.arrivals)} heard")
            time.sleep(0.001)
