"""Reading one's notifications. One predicate for the list, its number and the lines of the dashboard."""

import uuid
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Row,
    Select,
    Uuid,
    bindparam,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.orm import aliased

from capitune.accounts.models import User
from capitune.authz.actor import Actor
from capitune.core.catching import MOST
from capitune.core.db import db
from capitune.core.listing import LAST, Page, one_more, page_of
from capitune.core.reads import Read
from capitune.notifications.models import Notification
from capitune.notifications.states import Place

COUNTED = 100  # the bell says "99+"; nobody counts further
SHOWN = Notification.place == literal_column(f"'{Place.SHOWN.value}'")
MINE = Notification.user_id == bindparam("user_id")
UNREAD = select(func.count()).select_from(
    select(literal_column("1"))
    .select_from(Notification)
    .where(MINE, SHOWN, Notification.read_at.is_(None))
    .limit(literal_column(str(COUNTED)))
    .subquery()
)
AFTER = (
    select(Notification.id)
    .where(MINE, Notification.place != Place.HIDDEN, Notification.id > bindparam("after"))
    .order_by(Notification.id)
    .limit(literal_column(str(MOST)))
)
Second = aliased(User)
actors = Notification.actors
BY = cast(func.coalesce(actors[0].astext, Notification.facts["by"].astext), Uuid)
WITH = cast(actors[1].astext, Uuid)
# What the words of a notification are made from: ``texts.words_of``.
TOLD: tuple[Any, ...] = (
    Notification.kind,
    Notification.facts,
    Notification.group_size,
    func.jsonb_array_length(actors).label("people"),
    User.first_name,
    User.last_name,
    Second.first_name.label("second_first_name"),
    Second.last_name.label("second_last_name"),
)


def with_actors(statement: Select[Any]) -> Select[Any]:
    """With the two people that its words may name."""
    return statement.outerjoin(User, User.id == BY).outerjoin(Second, Second.id == WITH)


@lru_cache(maxsize=128)
def _rows(limit: int) -> Read:
    columns = (
        Notification.id,
        Notification.url,
        Notification.read_at,
        Notification.created_at,
        *TOLD,
    )
    return Read(
        with_actors(select(*columns))
        .where(MINE, SHOWN, Notification.id < bindparam("after"))
        .order_by(Notification.id.desc())
        .limit(one_more(limit))
    )


def notification_rows(actor: Actor, limit: int, after: uuid.UUID | None = None) -> Page[Row[Any]]:
    """One's own, newest first, after the id ``after``; the unread of a group are one (one statement).

    Columns: id url read_at created_at, and those of ``TOLD``.
    ``texts.words_of(row)`` gives title and body in the reader's language.
    """
    return page_of(_rows(limit).rows(user_id=actor.user_id, after=after or LAST), limit)


def notification_by_id(notification_id: uuid.UUID) -> Notification | None:
    """The notification with this id."""
    return db.session.get(Notification, notification_id)


def notifications_after(actor: Actor, after: uuid.UUID) -> list[uuid.UUID]:
    """The ids of one's own after the id ``after``, oldest first (one statement)."""
    return list(db.session.scalars(AFTER, {"user_id": actor.user_id, "after": after}))


def unread_count(user_id: uuid.UUID) -> int:
    """How many lines this person has not read, 100 at most (one statement)."""
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
