"""When a digest is due where its reader is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from capitune.core.clock import zone
from capitune.core.schedule import Daily
from capitune.notifications.states import DigestRhythm

HOUR = time(8)
MONDAY = 0


@dataclass(frozen=True, slots=True)
class Due:
    """The last digest that was due somewhere: on which of their days, and at which instant (UTC). It tells
    what is older than that instant; what came later is for the next.
    """

    period: date
    at: datetime


def last_due(rhythm: DigestRhythm, zone_name: str, moment: datetime) -> Due:
    """The last time at ``moment`` or before when it was 8 there: on that day or the one before, or on Monday."""
    daily = Daily(HOUR, zone_name)
    at = daily.latest(moment)
    if rhythm is DigestRhythm.WEEKLY:
        while _day(at, zone_name).weekday() != MONDAY:
            at = daily.latest(at - timedelta(microseconds=1))
    return Due(_day(at, zone_name), at)


def _day(at: datetime, zone_name: str) -> date:
    return at.astimezone(zone(zone_name)).date()
