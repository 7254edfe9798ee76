"""What the clock does about notifications."""

from capitune.core.clock import now
from capitune.core.work import unit_of_work
from capitune.notifications.queries.digests import digests_due
from capitune.notifications.services import ask_digest

AT_ONCE = 500


def ask_digests() -> int:
    """Ask for the digests that are due, each in a unit of its own; how many. The next run takes the others."""
    asked = 0
    for user_id, due in digests_due(now(), AT_ONCE):
        with unit_of_work():
            asked += ask_digest(user_id, due)
    return asked
