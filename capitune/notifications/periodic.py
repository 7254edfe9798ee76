"""What the clock does about notifications."""

from datetime import timedelta

from capitune.core.clock import now
from capitune.core.purging import older_than, purge
from capitune.core.work import unit_of_work
from capitune.notifications.models import Digest, Notification
from capitune.notifications.queries.digests import digests_due
from capitune.notifications.services import ask_digest

AT_ONCE = 500
# What was told: long past the day on which anybody looks for it, or a second one could come.
KEPT = timedelta(days=365)


def ask_digests() -> int:
    """Ask for the digests that are due, each in a unit of its own; how many. The next run takes the others."""
    asked = 0
    for user_id, due in digests_due(now(), AT_ONCE):
        with unit_of_work():
            asked += ask_digest(user_id, due)
    return asked


def purge_news() -> int:
    """Delete notifications and the marks of digests that are a year old, read or not; how many."""
    before = now() - KEPT
    return sum(purge(model, older_than(model, before)) for model in (Notification, Digest))
