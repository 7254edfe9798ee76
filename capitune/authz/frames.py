"""What a live client may send: one small object of plain words, not too often."""

import json
import time
import uuid
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

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


def identifier(written: object) -> uuid.UUID:
    """The id that is written there, for validators. Raises ``ValueError``."""
    found = parse_id(written) if isinstance(written, str) else None
    if found is None:
        raise ValueError("not an id")
    return found


class Payload(BaseModel):
    """What comes with an event. Words of the right type only; what nobody asked for is left aside."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class OnSubject(Payload):
    """An event about the subject with this id."""

    id: Annotated[uuid.UUID, BeforeValidator(identifier)]


def read(model: type[Payload], arguments: tuple[Any, ...]) -> Payload:
    """What was sent, as ``model`` wants it. Raises ``Malformed`` or ``TooLarge``."""
    try:
        return model.model_validate(payload_of(arguments))
    except ValidationError as error:
        raise Malformed from error


class Meter:
    """How fast one person may speak in one process: thirty events at once, ten a second after that."""

    __slots__ = ("__weakref__", "_at", "_left")

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
