"""The bell, live: each browser of a person hears that there is something new, or that it was read."""

import uuid

from capitune.core import realtime
from capitune.core.db import db
from capitune.notifications.events import NotificationsRead, NotificationWritten
from capitune.notifications.queries import unread_count

EVENT = "notification"


def ring(event: NotificationWritten) -> None:
    """Tell the person's browsers which notification is new, and how many are unread."""
    _tell(event.user_id, event.notification_id)


def settle(event: NotificationsRead) -> None:
    """Tell the person's other browsers how many are still unread (``id`` is null)."""
    db.session.flush()
    _tell(event.user_id, None)


def _tell(user_id: uuid.UUID, notification_id: uuid.UUID | None) -> None:
    ids = {"id": notification_id, "unread": unread_count(user_id)}
    realtime.nudge("user", user_id, EVENT, ids)
