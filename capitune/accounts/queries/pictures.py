"""Pictures of people."""

import uuid

from sqlalchemy import bindparam, select

from capitune.accounts.models import User
from capitune.accounts.pictures import SIDES, Picture
from capitune.core.reads import Read

SHOWN = Read(
    select(User.avatar_id, User.id, User.standing, User.email_verified_at).where(
        User.id == bindparam("user_id"), User.avatar_id == bindparam("avatar_id")
    )
)


def picture(user_id: uuid.UUID, avatar_id: uuid.UUID, side: int) -> Picture | None:
    """The picture of this person, while it is the one they have (one statement)."""
    if side not in SIDES:
        return None
    row = SHOWN.first(user_id=user_id, avatar_id=avatar_id)
    if row is None:
        return None
    return Picture(row.avatar_id, row.id, row.standing, row.email_verified_at, side)
