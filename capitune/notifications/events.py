"""What can have happened to notifications."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NotificationWritten:
    """Someone was told something new."""

    user_id: uuid.UUID
    notification_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class NotificationsRead:
    """Someone marked one or all as read."""

    user_id: uuid.UUID
