"""Reading one's notifications."""

import uuid
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, Select, Uuid, bindparam, cast, func, literal_column, select

from capitune.accounts.models import User
from capitune.authz.actor import Actor
from capitune.core.catching import MOST
from capitune.core.db import db
from capitune.core.listing import LAST, Page, one_more, page_of
from capitune.notifications.models import Notification

UNREAD = select(func.count()).where(
    Notification.user_id == bindparam("user_id"), Notification.read_at.is_(None)
)
AFTER = (
    select(Notification.id)
    .where(Notification.user_id == bindparam("user_id"), Notification.id > bindparam("after"))
    .order_by(Notification.id)
    .limit(literal_column(str(MOST)))
)
BY = cast(Notification.facts["by"].astext, Uuid)


@lru_cache(maxsize=128)
def _rows(limit: int) -> Select[Any]:
    return (
        select(
            Notification.id,
            Notification.kind,
            Notification.facts,
            Notification.url,
            Notification.read_at,
            Notification.created_at,
            User.first_name,
            User.last_name,
        )
        .outerjoin(User, User.id == BY)
        .where(Notification.user_id == bindparam("user_id"), Notification.id < bindparam("after"))
        .order_by(Notification.id.desc())
        .limit(one_more(limit))
    )


def notification_rows(actor: Actor, limit: int, after: uuid.UUID | None = None) -> Page[Row[Any]]:
    """One's own, newest first, after the id ``after`` (one statement).

    Columns: id kind facts url read_at created_at, and first_name last_name of whoever caused it.
    ``texts.words_of(row)`` gives title and body in the reader's language.
    """
    parameters = {"user_id": actor.user_id, "after": after or LAST}
    return page_of(db.session.execute(_rows(limit), parameters).all(), limit)


def notification_by_id(notification_id: uuid.UUID) -> Notification | None:
    """The notification with this id."""
    return db.session.get(Notification, notification_id)


def notifications_after(actor: Actor, after: uuid.UUID) -> list[uuid.UUID]:
    """The ids of one's own after the id ``after``, oldest first (one statement)."""
    return list(db.session.scalars(AFTER, {"user_id": actor.user_id, "after": after}))


def unread_count(user_id: uuid.UUID) -> int:
    """How many this person has not read (one statement)."""
    return db.session.scalar(UNREAD, {"user_id": user_id}) or 0


def was_read(user_id: uuid.UUID, key: str) -> bool:
    """True when this person has read the notification of that key."""
    return (
        db.session.scalar(
            select(Notification.id).where(
                Notification.user_id == user_id,
                Notification.key == key,
                Notification.read_at.is_not(None),
            )
        )
        is not None
    )
