"""Asking for digests: one letter for all that waits."""

import uuid
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.ids import new_id
from capitune.core.post import post
from capitune.notifications import ways_out
from capitune.notifications.models import Digest, Notification
from capitune.notifications.queries.digests import WAITING
from capitune.notifications.rhythm import Due


def ask_digest(user_id: uuid.UUID, due: Due) -> bool:
    """Have a person's digest written; False when nothing waits, or when that of this day was asked for.

    The clock's act: it has no actor, asks no permission and is not audited (the letter's row says it).
    """
    waiting = _take(user_id, due.at)
    if not waiting:
        return False
    values = {"id": new_id(), "created_at": now(), "user_id": user_id, "period": due.period}
    once = insert(Digest).values(values).on_conflict_do_nothing()
    digest_id = db.session.scalar(once.returning(Digest.id))
    if digest_id is None:
        return False
    told = update(Notification).where(Notification.id.in_(waiting)).values(digest_id=digest_id)
    db.session.execute(told)
    post("digest", user_id, about=digest_id, scope=ways_out.DIGEST)
    return True


def _take(user_id: uuid.UUID, before: datetime) -> list[uuid.UUID]:
    """What waits, in hand. What another act has in hand (its reader, as a rule) is left to the next digest."""
    statement = (
        select(Notification.id)
        .where(Notification.user_id == user_id, Notification.created_at < before, *WAITING)
        .order_by(Notification.id)
        .with_for_update(skip_locked=True)
    )
    return list(db.session.scalars(statement))
