"""The events of a SendGrid that misbehaves: early, late, twice, in any order, among unknown and forged ones."""

import json
import threading
from collections import Counter, defaultdict
from collections.abc import Callable
from random import Random
from typing import Any

from tests.support.signed_events import ANOTHER, signed

Send = Callable[[bytes, dict[str, str]], int]
Event = dict[str, Any]

OUTCOMES = {"delivered": 78, "bounce": 8, "blocked": 4, "dropped": 4, "silence": 6}
NOISE = ("open", "click", "of tomorrow", "deferred", "", "delivered ")


class NastyEvents:
    """What is told of the letters that were taken; ``send(body, headers)`` is the product's door.

    ``told`` holds, for each letter, the outcomes that were told and signed; ``answers`` counts what the door
    said.
    """

    def __init__(self, send: Send) -> None:
        self._send = send
        self._chance = Random("events")  # noqa: S311 a plan, no secret
        self._lock = threading.Lock()
        self._kept: list[Event] = []
        self._last: list[Event] = []
        self._past: dict[str, Event] = {}
        self.told: dict[str, set[str]] = defaultdict(set)
        self.answers: Counter[tuple[str, int]] = Counter()

    def taken(self, key: str, subject: str) -> None:
        """A letter has been taken: plan what is told of it; of one in ten, tell it at once."""
        with self._lock:
            told = _events(key, subject)
            early = self._chance.random() < 0.1
            self._kept += [] if early else told
        if early:
            self._tell(told)

    def tell_some(self) -> None:
        """Tell about half of what is known, in small batches; and again half of what was told last."""
        with self._lock:
            self._chance.shuffle(self._kept)
            half = (len(self._kept) + 1) // 2
            now, self._kept = self._kept[:half], self._kept[half:]
            again, self._last = self._last[::2], now
            batch = [*now, *again, *self._noise(len(now))]
            self._chance.shuffle(batch)
        self._tell(batch)

    def tell_rest(self) -> None:
        """Tell all that is left."""
        while self._kept:
            self.tell_some()

    def tell_again(self) -> None:
        """Tell everything once more, backwards."""
        self._tell(list(self._past.values())[::-1])

    def _tell(self, events: list[Event]) -> None:
        for start in range(0, len(events), 50):
            batch = events[start : start + 50]
            body = json.dumps(batch).encode()
            self._forge(batch)
            self._count("signed", self._send(body, signed(body)))
            with self._lock:
                for event in batch:
                    if outcome := event.get("outcome"):
                        self._past[event["key"]] = event
                        self.told[event["key"]].add(outcome)

    def _forge(self, batch: list[Event]) -> None:
        """Somebody else says that all of these bounced."""
        body = json.dumps([event | {"event": "bounce"} for event in batch]).encode()
        self._count("forged", self._send(body, signed(body, ANOTHER)))

    def _noise(self, count: int) -> list[Event]:
        keys = ["", "x", "0197a3e0-0000-7000-8000-000000000000"]
        own = list(self._past)[-20:]
        return [
            {"event": self._chance.choice(NOISE), "key": self._chance.choice([*keys, *own])}
            for _ in range(count // 3)
        ]

    def _count(self, kind: str, status: int) -> None:
        with self._lock:
            self.answers[kind, status] += 1


def _events(key: str, subject: str) -> list[Event]:
    """What is told of a letter: always the same outcome for the same one."""
    chance = Random(f"outcome {subject}")  # noqa: S311 a plan, no secret
    outcome = chance.choices(list(OUTCOMES), list(OUTCOMES.values()))[0]
    if outcome == "silence":
        return []
    facts: Event = {"key": key, "outcome": outcome, "event": outcome, "reason": "planned"}
    if outcome == "blocked":
        facts |= {"event": "bounce", "type": "blocked"}
    return [{"key": key, "event": "processed"}, {"key": key, "event": "deferred"}, facts]
