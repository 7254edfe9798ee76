"""Identifiers: UUIDv7, sortable by birth, never guessable in sequence."""

import uuid
from datetime import datetime

from uuid_utils.compat import uuid7


def new_id() -> uuid.UUID:
    """A new UUIDv7 (RFC 9562)."""
    return uuid7()


def parse_id(text: object) -> uuid.UUID | None:
    """The UUID written in ``text``, or None when it is not one."""
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


def first_id_of(moment: datetime) -> uuid.UUID:
    """The smallest UUIDv7 of that millisecond: whatever was born before it has a smaller one."""
    born = int(moment.timestamp() * 1000)
    return uuid.UUID(int=(born << 80) | (7 << 76) | (2 << 62))
