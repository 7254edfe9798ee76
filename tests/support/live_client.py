"""A live client that speaks Engine.IO 4 and Socket.IO 5 by hand, so that it can also misbehave."""

import contextlib
import itertools
import json
import time
from typing import Any

from simple_websocket import Client, ConnectionClosed
from simple_websocket import ConnectionError as HandshakeError

from embedded.ports import HOST

PATIENCE = 10.0


class Refused(Exception):
    """The server refused the connection; the argument is what it said."""


class Browser(Client):
    """A websocket whose ``Host`` names the port, as browsers do."""

    def handshake(self) -> None:
        """Say hello."""
        self.host = f"{self.host}:{self.port}"
        try:
            super().handshake()
        except HandshakeError as error:
            self.sock.close()
            raise Refused(str(error)) from error


class LiveClient:
    """One websocket. ``cookie`` and ``token`` say who; ``origin`` says from which page."""

    def __init__(
        self, port: int, *, cookie: str = "", token: str = "", origin: str | None = None
    ) -> None:
        headers = {"Cookie": cookie} if cookie else {}
        if origin is not None:
            headers["Origin"] = origin
        address = f"ws://{HOST}:{port}/socket.io/?EIO=4&transport=websocket"
        self._socket = Browser(address, headers=headers)
        self._ids = itertools.count(1)
        self.seen: list[tuple[str, Any]] = []
        # Said before listening: what came together with the handshake is read with the next answer.
        self._socket.send("40" + (json.dumps({"token": token}) if token else ""))
        assert self._receive(PATIENCE).startswith("0")
        answer = self._receive(PATIENCE)
        if answer.startswith("44"):
            raise Refused(json.loads(answer[2:]))
        assert answer.startswith("40")

    def ask(self, event: str, *arguments: Any, patience: float = PATIENCE) -> Any:
        """Send an event and return its acknowledgement."""
        number = next(self._ids)
        self._socket.send(f"42{number}" + json.dumps([event, *arguments]))
        return self.answer_to(number, patience)

    def answer_to(self, number: int, patience: float = PATIENCE) -> Any:
        """The acknowledgement with this number."""
        deadline = time.monotonic() + patience
        while True:
            text = self._receive(deadline - time.monotonic())
            if text.startswith(f"43{number}["):
                return json.loads(text[2 + len(str(number)) :])[0]
            self._keep(text)

    def send_raw(self, frame: str | bytes) -> None:
        """Send a frame as it is."""
        self._socket.send(frame)

    def settle(self) -> None:
        """Wait until the server answers an event that follows, or keeps silent for a while.

        Raises ``ConnectionClosed`` when it closed.
        """
        number = next(self._ids)
        self._socket.send(f'42{number}["dossier:join",{{}}]')
        with contextlib.suppress(TimeoutError):
            self.answer_to(number, 0.1)

    def hear(self, event: str, patience: float = PATIENCE) -> Any:
        """The payload of the next ``event``."""
        deadline = time.monotonic() + patience
        while True:
            for index, (name, payload) in enumerate(self.seen):
                if name == event:
                    del self.seen[index]
                    return payload
            self._keep(self._receive(deadline - time.monotonic()))

    def is_closed_within(self, seconds: float) -> bool:
        """True when the server closes this connection in time; what is said before is kept."""
        deadline = time.monotonic() + seconds
        try:
            while True:
                self._keep(self._receive(deadline - time.monotonic()))
        except ConnectionClosed:
            return True
        except TimeoutError:
            return False

    def close(self) -> None:
        """Go away, if the server has not closed already."""
        with contextlib.suppress(ConnectionClosed):
            self._socket.close()

    def _receive(self, patience: float) -> str:
        text = self._socket.receive(timeout=max(0.0, patience))
        if text is None:
            raise TimeoutError("nothing was heard")
        return str(text)

    def _keep(self, text: str) -> None:
        if text == "2":
            self._socket.send("3")
        elif text.startswith("42["):
            name, *payload = json.loads(text[2:])
            self.seen.append((name, payload[0] if payload else None))
