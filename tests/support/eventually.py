"""Waiting for something that another process does."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

Seen = TypeVar("Seen")


def eventually(look: Callable[[], Seen], what: str, seconds: float = 90) -> Seen:
    """The first truthy thing that ``look`` returns; fails saying ``what`` did not come in time."""
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while time.monotonic() < deadline:
        seen = look()
        if seen:
            return seen
        pause.wait(0.05)
    raise AssertionError(f"waited {seconds} s for: {what}")
