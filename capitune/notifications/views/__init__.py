"""Pages of notifications, and what the mail service tells."""

from capitune.notifications.views import bell, live, mail, preferences, unsubscribe
from capitune.notifications.views.bell import shown
from capitune.notifications.views.blueprint import bp

__all__ = ["bell", "bp", "live", "mail", "preferences", "shown", "unsubscribe"]
