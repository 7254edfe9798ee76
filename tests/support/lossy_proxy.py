"""Between a client and a server that works: what is asked is done, and the answer is lost or comes too late.

with LossyProxy(url, lambda request: request.method == "POST") as proxy:
...                       # the server did it; whoever asked was cut off
assert proxy.lost == 1
"""

import http.client
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

LONG = 15  # seconds after which a held answer leaves all the same
PASSED_ON = ("ETag", "Content-Type", "Last-Modified")


class LossyProxy:
    """Loses the answers to the requests that ``loses`` picks; with ``late`` it holds them until it ends."""

    def __init__(
        self, target: str, loses: Callable[[BaseHTTPRequestHandler], bool], *, late: bool = False
    ) -> None:
        self.lost = 0
        self.target = urlsplit(target).netloc
        self.loses, self.late = loses, late
        self.over = threading.Event()
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            """One request after the other of one connection."""

            protocol_version = "HTTP/1.1"

            def __getattr__(self, name: str) -> Any:
                """Every method is passed on."""
                if name.startswith("do_"):
                    return lambda: proxy.pass_on(self)
                raise AttributeError(name)

            def log_message(self, *_: object) -> None:
                """Nothing is written."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def pass_on(self, asked: BaseHTTPRequestHandler) -> None:
        """Do what is asked, then answer, or not."""
        body = asked.rfile.read(int(asked.headers.get("Content-Length") or 0))
        if asked.headers.get("Expect"):
            del asked.headers["Expect"]
        server = http.client.HTTPConnection(self.target, timeout=LONG)
        server.request(asked.command, asked.path, body, dict(asked.headers))
        answer = server.getresponse()
        data = answer.read()
        server.close()
        if self.loses(asked):
            self.lost += 1
            if self.late:
                self.over.wait(LONG)
            asked.close_connection = True
            return
        asked.send_response(answer.status)
        for name in PASSED_ON:
            if answer.headers.get(name):
                asked.send_header(name, answer.headers[name])
        asked.send_header("Content-Length", str(len(data)))
        asked.end_headers()
        asked.wfile.write(data)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.over.set()
        self._server.shutdown()
        self._thread.join(5)
        self._server.server_close()
