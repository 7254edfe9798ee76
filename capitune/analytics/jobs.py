"""The nightly counting."""

import structlog

from capitune.analytics.services import count_days
from capitune.authz.actor import Actor
from capitune.core.work import unit_of_work

log = structlog.get_logger(__name__)

CLOCK = Actor.system("clock")


def count() -> None:
    """Count the days that are over; safe to run twice."""
    with unit_of_work():
        days = count_days(CLOCK)
    log.info("analytics_counted", days=days)
