"""A sign-up that waits for its code, remembered by the browser that made it.

The address stays out of the URL; the ticket shows that the account still is the one signed up here.
"""

from dataclasses import asdict, dataclass
from typing import Any

from flask import session

KEY = "waiting"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Which address, which sign-up, and where to go afterwards."""

    email: str
    ticket: str = ""
    target: str = ""


def remember(waiting: Waiting) -> None:
    """Keep it in this browser."""
    session[KEY] = asdict(waiting)


def current() -> Waiting | None:
    """What this browser waits for."""
    kept: Any = session.get(KEY)
    return Waiting(**kept) if isinstance(kept, dict) else None


def forget() -> None:
    """It waits for nothing any more."""
    session.pop(KEY, None)
