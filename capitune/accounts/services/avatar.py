"""One's own picture, which others see beside one's name."""

import uuid
from typing import IO

from capitune.accounts.events import ProfileEdited
from capitune.accounts.models import User
from capitune.accounts.pictures import SIDES, key_of
from capitune.accounts.queries import lock_user
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core import outbox
from capitune.core.db import db
from capitune.core.errors import NotFound
from capitune.core.events import publish
from capitune.core.files.squares import Squares, receive_squares


def store_picture(stream: IO[bytes], _name: str) -> Squares:
    """The photo that ``stream`` holds, judged, cut and stored; no person has it yet. Slow: call it outside
    a unit of work. Raises as ``receive_squares``.
    """
    return receive_squares(stream, SIDES, key_of)


def change_avatar(actor: Actor, user: User, avatar_id: uuid.UUID) -> User:
    """Show the pictures stored under ``avatar_id`` from now on; those shown before are erased."""
    return _show(actor, user, avatar_id)


def remove_avatar(actor: Actor, user: User) -> User:
    """Show initials again; the pictures are erased. Twice is once."""
    return _show(actor, user, None)


def _show(actor: Actor, user: User, avatar_id: uuid.UUID | None) -> User:
    require(actor, Permission.ACCOUNT_SELF, user)
    db.session.flush()
    held = lock_user(user.id)  # of two at once, each erases what it replaces
    if held is None:
        raise NotFound
    before, held.avatar_id = held.avatar_id, avatar_id
    if before == avatar_id:
        return held
    if before is not None:
        outbox.put("avatars.remove", {"avatar_id": str(before)}, key=f"avatars.remove:{before}")
    db.session.flush()
    record(actor, Act.ACCOUNT_EDITED, ("user", held.id), data={"fields": ["avatar"]})
    publish(ProfileEdited(held.id))
    return held
