"""A sign-in that is open, in a browser or a program, as its owner sees it."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OpeningKind(StrEnum):
    """Where somebody signed in."""

    BROWSER = "browser"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Opening:
    """One sign-in that is good now."""

    id: uuid.UUID
    user_id: uuid.UUID
    kind: OpeningKind
    device: str
    address: str | None
    last_seen_at: datetime
    created_at: datetime
