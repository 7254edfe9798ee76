"""The edges of the websocket: who may open one from a page, and how large a frame may be."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from engineio.async_drivers.gevent import WebSocketWSGI


def same_origin(trusted_hosts: Sequence[str]) -> Callable[[str | None, dict[str, Any]], bool]:
    """The test that a page may connect: it comes from the host it talks to, and that host is ours.

    Browsers send the cookie of a sign-in with a websocket opened by any page; only ``Origin`` tells
    them apart. Programs send none, and no cookie of anybody else.
    """
    ours = frozenset(urlsplit(f"//{host}").hostname for host in trusted_hosts)

    def allowed(origin: str | None, environ: dict[str, Any]) -> bool:
        page = urlsplit(origin or "")
        return page.netloc == environ.get("HTTP_HOST") and page.hostname in ours

    return allowed


def bound_frames(server: Any, most: int) -> None:
    """Stop reading a frame at ``most`` bytes: unbounded, one client could fill the memory of all."""

    class Bounded(WebSocketWSGI):  # type: ignore[misc]
        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            self.server_args["max_message_size"] = most

    server._async = {**server._async, "websocket": Bounded}  # noqa: SLF001 no other way in
