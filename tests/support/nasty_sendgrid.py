"""A SendGrid that misbehaves, and keeps the books: what it was asked, what it took, what it told.

    with NastySendGrid(Spell(40, 429, timedelta(minutes=2)), on_taken=...) as service:
        SendGridMailer("key", service.url, ...)

What it does with a letter follows from the letter's subject, so that each run is the same storm. Every
letter of ``refused-…`` is refused, none of ``hopeless-…`` ever taken, ``later-…`` not at the first try;
all others meet up to four mishaps and are taken. Beside that come spells in which it takes nothing at all
(429 with its header, 401). Whether it took a letter and what it answered are two things.
"""

import json
import threading
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from types import TracebackType
from typing import Any, Self

from capitune.core import clock

PATIENCE = 0.25  # seconds that the product waits for an answer here


class Move(Enum):
    """What happens to one try: is the letter taken, what is answered (0: the line breaks)."""

    TAKE = (True, 202)
    REFUSE = (False, 400)
    FAIL = (False, 500)
    AWAY = (False, 503)
    CUT = (False, 0)
    TAKE_AND_FAIL = (True, 502)
    TAKE_AND_CUT = (True, -1)
    TAKE_SLOWLY = (True, 504)

    def __init__(self, takes: bool, status: int) -> None:
        self.takes, self.status = takes, status


MISHAPS = (Move.FAIL, Move.AWAY, Move.CUT, Move.TAKE_AND_FAIL, Move.TAKE_AND_CUT, Move.TAKE_SLOWLY)


def fate(subject: str) -> list[Move]:
    """What happens to each try of this letter; the last for ever."""
    kind, chance = subject.partition("-")[0], Random(subject)  # noqa: S311 a plan, no secret
    if kind == "refused":
        return [Move.REFUSE]
    if kind == "hopeless":
        return [chance.choice((Move.FAIL, Move.AWAY, Move.CUT))]
    if kind == "later":
        return [Move.AWAY, Move.TAKE]
    mishaps = chance.choice((0, 0, 0, 1, 1, 2, 3, 4))
    return [*chance.choices(MISHAPS, k=mishaps), Move.TAKE]


@dataclass
class Spell:
    """A time in which nothing is taken: it begins with the ``begins``-th try, and ends by the clock."""

    begins: int
    status: int
    lasts: timedelta
    dated: bool = False
    until: datetime | None = None
    asked: Counter[str] = field(default_factory=Counter)

    def headers(self) -> dict[str, str]:
        """When to come back, if it says so; as seconds, or as a date."""
        if self.status != 429 or self.until is None:
            return {}
        left = self.until - clock.now()
        return {"Retry-After": format_datetime(self.until) if self.dated else str(left.seconds)}


@dataclass
class Books:
    """What happened: tries outside the spells, letters taken (how often each), and those it said so of."""

    subjects: dict[str, str] = field(default_factory=dict)
    tries: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    taken: Counter[str] = field(default_factory=Counter)
    confirmed: set[str] = field(default_factory=set)
    moves: Counter[str] = field(default_factory=Counter)


class NastySendGrid:
    """The service. ``lock`` guards its books; ``on_taken(key, subject)`` is called before the answer leaves."""

    def __init__(self, *spells: Spell, on_taken: Callable[[str, str], None]) -> None:
        self.on_taken = on_taken
        self.books, self.spells = Books(), list(spells)
        self.lock, self.over = threading.Lock(), threading.Event()
        self._asked = 0
        self._server = _Server(("127.0.0.1", 0), _Door)
        self._server.service = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

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

    def judge(self, key: str, subject: str) -> Move | Spell:
        """What happens to this try, entered in the books."""
        with self.lock:
            self._asked += 1
            self.books.subjects[key] = subject
            spell = self._spell()
            if spell:
                spell.asked[key] += 1
                self.books.moves[str(spell.status)] += 1
                return spell
            tries, moves = self.books.tries[key], fate(subject)
            move = moves[min(len(tries), len(moves) - 1)]
            tries.append(clock.now())
            self.books.moves[move.name] += 1
            if move.takes:
                self.books.taken[key] += 1
            if move is Move.TAKE:
                self.books.confirmed.add(key)
            return move

    def _spell(self) -> Spell | None:
        for spell in self.spells:
            if spell.until is None and self._asked >= spell.begins:
                spell.until = clock.now() + spell.lasts
            if spell.until and clock.now() < spell.until:
                return spell
        return None


class _Server(ThreadingHTTPServer):
    service: NastySendGrid
    request_queue_size = 128


class _Door(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        """``/v3/mail/send``."""
        length = int(self.headers["Content-Length"])
        told: dict[str, Any] = json.loads(self.rfile.read(length))
        key = told["personalizations"][0]["custom_args"]["key"]
        service = self.server.service
        move = service.judge(key, told["subject"])
        if isinstance(move, Move) and move.takes:
            service.on_taken(key, told["subject"])
        if move is Move.TAKE_SLOWLY:
            service.over.wait(4 * PATIENCE)
        if move.status > 0:
            self._answer(move.status, move.headers() if isinstance(move, Spell) else {})

    def _answer(self, status: int, headers: dict[str, str]) -> None:
        body = json.dumps({"errors": [{"message": "planned"}]}).encode() if status > 202 else b""
        try:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            return  # they had no patience left

    def log_message(self, *_arguments: Any) -> None:
        """Say nothing."""
