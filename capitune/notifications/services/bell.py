"""Telling people, and their marking it as read."""

import uuid
from typing import Any

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.events import publish
from capitune.core.ids import new_id
from capitune.notifications.events import NotificationsRead, NotificationWritten
from capitune.notifications.models import Notification
from capitune.notifications.states import NotificationKind


def tell(
    user_id: uuid.UUID, kind: NotificationKind, *, key: str, facts: dict[str, Any], url: str
) -> None:
    """Write one notification, in the transaction of its cause; the same ``key`` again does nothing.

    A consequence, never an act: it has no actor, asks no permission and is not audited (its cause is).
    ``facts`` hold codes, ids and public titles; ``by`` is the id of whoever caused it.
    """
    values = {
        "id": new_id(),
        "created_at": now(),
        "user_id": user_id,
        "kind": kind.value,
        "key": key,
        "facts": facts,
        "url": url,
    }
    statement = insert(Notification).values(values)
    once = statement.on_conflict_do_nothing(index_elements=["user_id", "key"])
    written = db.session.scalar(once.returning(Notification.id))
    if written is not None:
        publish(NotificationWritten(user_id, written))


def mark_read(actor: Actor, notification: Notification) -> None:
    """Mark one as read; twice keeps the first time. Not audited: a reader's own mark."""
    require(actor, Permission.NOTIFICATION_READ, notification)
    if notification.read_at is None:
        notification.read_at = now()
        publish(NotificationsRead(notification.user_id))


def mark_all_read(actor: Actor) -> None:
    """Mark all of one's own as read. Not audited: a reader's own mark."""
    require(actor, Permission.NOTIFICATION_LIST)
    if actor.user_id is None:
        return
    own = (Notification.user_id == actor.user_id, Notification.read_at.is_(None))
    db.session.execute(update(Notification).where(*own).values(read_at=now()))
    publish(NotificationsRead(actor.user_id))
