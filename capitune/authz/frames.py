"""What a live client may send: one small object of plain words, not too often."""

import json
import time
import uuid
from typing import Any

from capitune.core.errors import Limited, Malformed, TooLarge
from capitune.core.ids import parse_id

MOST_BYTES = 16 * 1024
BURST = 30.0
PER_SECOND = 10.0


def payload_of(arguments: tuple[Any, ...]) -> dict[str, Any]:
    """The one object sent with an event (none counts as an empty one).

    Raises ``Malformed`` for anything else, binary included, and ``TooLarge`` over 16 KB of JSON.
    """
    if not arguments:
        return {}
    if len(arguments) != 1 or not isinstance(arguments[0], dict):
        raise Malformed
    try:
        size = len(json.dumps(arguments[0], ensure_ascii=False).encode())
    except (TypeError, ValueError, RecursionError) as error:
        raise Malformed from error
    if size > MOST_BYTES:
        raise TooLarge
    return dict(arguments[0])


def subject_id(payload: dict[str, Any]) -> uuid.UUID:
    """The id of the subject that the client names. Raises ``Malformed`` when it is not one."""
    named = payload.get("id")
    found = parse_id(named) if isinstance(named, str) else None
    if found is None:
        raise Malformed
    return found


class Meter:
    """How fast one connection may speak: thirty events at once, ten a second after that."""

    __slots__ = ("_at", "_left")

    def __init__(self) -> None:
        self._left, self._at = BURST, time.monotonic()

    def count(self) -> None:
        """Count one event. Raises ``Limited`` when there were too many."""
        present = time.monotonic()
        self._left = min(BURST, self._left + (present - self._at) * PER_SECOND)
        self._at = present
        if self._left < 1:
            raise Limited(facts={"retry_after": 1})
        self._left -= 1
