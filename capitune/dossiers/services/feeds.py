"""The address under which a person's own calendar reads their deadlines: made, renewed, revoked."""

import secrets
import uuid
from datetime import date

from sqlalchemy import delete, update

from capitune.accounts.queries import lock_user
from capitune.accounts.tokens import digest
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.db import db
from capitune.core.errors import NotFound
from capitune.dossiers.models import CalendarFeed


def make_feed(actor: Actor) -> str:
    """Make it, and return the secret of its address: 256 bits, the only time that they can be read. The address
    made before, if there was one, is worth nothing from now on.
    """
    require(actor, Permission.FEED_KEEP)
    user = lock_user(actor.user_id) if actor.user_id else None
    if user is None:
        raise NotFound
    act = Act.FEED_RENEWED if _is_removed(actor) else Act.FEED_MADE
    secret = secrets.token_urlsafe(32)
    db.session.add(CalendarFeed(user_id=user.id, secret_hash=digest(secret)))
    record(actor, act, ("user", user.id))
    return secret


def revoke_feed(actor: Actor) -> None:
    """The address is worth nothing from now on. Without one, nothing changes."""
    require(actor, Permission.FEED_KEEP)
    if _is_removed(actor):
        record(actor, Act.FEED_REVOKED, ("user", actor.user_id))


def note_reading(feed_id: uuid.UUID, day: date) -> None:
    """A calendar read it on that day. Not audited: programs read several times a day."""
    mine = (CalendarFeed.id == feed_id, CalendarFeed.last_read_on.is_distinct_from(day))
    db.session.execute(update(CalendarFeed).where(*mine).values(last_read_on=day))


def _is_removed(actor: Actor) -> bool:
    mine = delete(CalendarFeed).where(CalendarFeed.user_id == actor.user_id)
    return db.session.scalar(mine.returning(CalendarFeed.id)) is not None
