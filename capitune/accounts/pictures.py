"""Pictures of people: their two sizes, where they are kept, at which address they are shown.

An address names the picture, so it never shows another one; it is known to whoever was shown the face.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime

from capitune.accounts.states import Standing
from capitune.core.ids import parse_id

LARGE, SMALL = 512, 128  # pixels of a side
SIDES = (LARGE, SMALL)


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture that a person has now, in one size; whose it is, and whether they can sign in."""

    id: uuid.UUID
    user_id: uuid.UUID
    standing: Standing
    email_verified_at: datetime | None
    side: int

    @property
    def key(self) -> str:
        """Where it is stored."""
        return key_of(self.id, self.side)


def key_of(avatar_id: uuid.UUID, side: int) -> str:
    """Where a picture of this size is stored."""
    return f"avatars/{avatar_id}/{side}.webp"


def keys_of(avatar_id: uuid.UUID) -> list[str]:
    """Where all its sizes are stored."""
    return [key_of(avatar_id, side) for side in SIDES]


def avatar_behind(key: str) -> uuid.UUID | None:
    """The id of the picture that a stored object shows; None for an object that is none."""
    kind, _, rest = key.partition("/")
    return parse_id(rest.partition("/")[0]) if kind == "avatars" else None


def address_of(user_id: uuid.UUID, avatar_id: uuid.UUID, side: int = SMALL) -> str:
    """At which address of the site it is shown."""
    return f"/people/{user_id}/picture/{avatar_id}/{side}.webp"
