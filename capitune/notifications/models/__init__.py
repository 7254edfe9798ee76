"""What is stored of what people are told, and how they want to be."""

from capitune.notifications.models.digest import Digest
from capitune.notifications.models.notification import Notification
from capitune.notifications.models.preference import NotificationSettings, Preference

__all__ = ["Digest", "Notification", "NotificationSettings", "Preference"]
