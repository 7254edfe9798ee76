"""Catching up: asking what happened after an id, so that nothing is lost and nothing counts twice.

Ids sort by birth, but a row may be seen later than one born after it: its transaction took longer. So
the place to go on from lies a little before the present, and whoever asks leaves out what it knows.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask

from capitune.core.clock import now

MOST = 200  # ids of one source in one answer
OVERLAP = timedelta(seconds=30)  # longer than any of our transactions: statements end after 15
READING = timedelta(seconds=2)  # longer than most; what took longer is in a later answer
MILLISECOND = timedelta(milliseconds=1)
EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def init_app(app: Flask) -> None:
    """Let pages say where they begin."""
    app.jinja_env.globals["live_cursor"] = here


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go on: ask again ``after`` this id, at once if there is ``more``."""

    after: uuid.UUID
    more: bool


def born_at(moment: datetime) -> uuid.UUID:
    """An id (UUIDv7) that sorts before every one born at ``moment`` or later."""
    milliseconds = max(0, (moment - EPOCH) // MILLISECOND)
    return uuid.UUID(int=milliseconds << 80)


def here() -> uuid.UUID:
    """Where a page that is made now begins: nearly all that was born before is on it."""
    return born_at(now() - READING)


def settled() -> uuid.UUID:
    """Where whoever has asked now goes on later."""
    return born_at(now() - OVERLAP)


def place_after(sources: Iterable[Sequence[uuid.UUID]], start: uuid.UUID) -> Place:
    """Where to go on after these answers, each oldest first; ``start`` is ``settled()``, taken before they were read."""
    cut = [ids[-1] for ids in sources if len(ids) >= MOST]
    return Place(min(cut), more=True) if cut else Place(start, more=False)
