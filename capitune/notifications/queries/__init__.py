"""Reading what people were told, and how they want to be."""

from capitune.notifications.queries.bell import (
    notification_by_id,
    notification_rows,
    notifications_after,
    unread_count,
    was_read,
)
from capitune.notifications.queries.preferences import Preferences, choice_of, preferences_of

__all__ = [
    "Preferences",
    "choice_of",
    "notification_by_id",
    "notification_rows",
    "notifications_after",
    "preferences_of",
    "unread_count",
    "was_read",
]
