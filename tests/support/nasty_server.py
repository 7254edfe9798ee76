"""A TCP server that misbehaves on purpose, for tests of clients and their time-outs.

    with NastyServer(http(503), hang) as server:
        ...                       # first connection: 503; second and later: no answer at all
        server.requests[0].body

Each connection plays the next move of the script, the last one for ever. Nothing sleeps: what hangs is
let go when the server stops, or after 15 seconds, so that a client without a time-out fails its test
rather than blocking the run.
"""

import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from types import TracebackType
from typing import Self

LONG = 15


@dataclass(frozen=True)
class Request:
    """An HTTP request as it arrived; header names in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Visit:
    """One connection: the socket, what has been read of it, and the end of the test."""

    socket: socket.socket
    over: threading.Event
    requests: list[Request]
    buffer: bytes = field(default=b"")

    def read_until(self, mark: bytes) -> bytes:
        """What comes before ``mark``; fails with ``ConnectionError`` when the peer is gone."""
        while mark not in self.buffer:
            self._fill()
        before, _, self.buffer = self.buffer.partition(mark)
        return before

    def read_exactly(self, count: int) -> bytes:
        """The next ``count`` bytes."""
        while len(self.buffer) < count:
            self._fill()
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken

    def read_request(self) -> Request:
        """The next HTTP request, remembered in the server's ``requests``."""
        first, _, rest = self.read_until(b"\r\n\r\n").partition(b"\r\n")
        method, path, _ = first.decode().split(" ")
        parsed = BytesParser(policy=HTTP).parsebytes(rest + b"\r\n\r\n")
        headers = {name.lower(): str(value) for name, value in parsed.items()}
        if headers.get("expect") == "100-continue":
            self.socket.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        body = self.read_exactly(int(headers.get("content-length", 0)))
        request = Request(method, path, headers, body)
        self.requests.append(request)
        return request

    def _fill(self) -> None:
        chunk = self.socket.recv(65536)
        if not chunk:
            raise ConnectionError("the client left")
        self.buffer += chunk


Move = Callable[[Visit], None]


def http(status: int, body: bytes = b"", **headers: str) -> Move:
    """Answer one request well; ``retry_after="3"`` becomes the header ``retry-after``."""

    def move(visit: Visit) -> None:
        visit.read_request()
        visit.socket.sendall(_head(status, len(body), headers) + body)

    return move


def http_cut(body: bytes, promised: int, **headers: str) -> Move:
    """Promise ``promised`` bytes, send ``body``, and close."""

    def move(visit: Visit) -> None:
        visit.read_request()
        visit.socket.sendall(_head(200, promised, headers) + body)

    return move


def http_hang_after(body: bytes, promised: int, **headers: str) -> Move:
    """Promise ``promised`` bytes, send ``body``, and fall silent."""

    def move(visit: Visit) -> None:
        http_cut(body, promised, **headers)(visit)
        visit.over.wait(LONG)

    return move


def hang(visit: Visit) -> None:
    """Read the request and never answer."""
    visit.read_request()
    visit.over.wait(LONG)


def hang_deaf(visit: Visit) -> None:
    """Accept, read nothing, answer nothing."""
    visit.over.wait(LONG)


def close_after_request(visit: Visit) -> None:
    """Read the whole request, then close without a word."""
    visit.read_request()


def close_at_once(visit: Visit) -> None:
    """Close as soon as the connection is made."""
    visit.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")


def raw(answer: bytes, until: bytes = b"\r\n\r\n") -> Move:
    """Wait for ``until``, answer these very bytes, close."""

    def move(visit: Visit) -> None:
        visit.read_until(until)
        visit.socket.sendall(answer)

    return move


class NastyServer:
    """The server; ``port`` is free and on 127.0.0.1, ``requests`` are the HTTP requests read."""

    def __init__(self, *script: Move) -> None:
        self.script = list(script)
        self.requests: list[Request] = []
        self.visits = 0
        self._over = threading.Event()
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._threads[0].join(5)
        for visitor in self._sockets:
            _shut(visitor)
        for thread in self._threads[1:]:
            thread.join(5)
        self._listener.close()

    def _start(self, target: Callable[[], None]) -> None:
        thread = threading.Thread(target=target, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                visitor, _ = self._listener.accept()
            except OSError:
                return
            move = self.script[min(self.visits, len(self.script) - 1)]
            self.visits += 1
            self._sockets.append(visitor)
            visit = Visit(visitor, self._over, self.requests)
            self._start(lambda move=move, visit=visit: _play(move, visit))  # type: ignore[misc]


def _play(move: Move, visit: Visit) -> None:
    with visit.socket:
        try:
            move(visit)
        except OSError:
            return  # the client gave up first: that is what most tests are about


def _shut(visitor: socket.socket) -> None:
    try:
        visitor.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _head(status: int, length: int, headers: Mapping[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} Said", f"Content-Length: {length}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
