"""Where it is a decent hour for a reminder: from 8 in the morning, and never at night."""

from datetime import UTC, date, datetime, time
from functools import cache
from typing import NamedTuple
from zoneinfo import available_timezones

from capitune.core.clock import zone

FIRST, LAST = 8, 20  # hours: from 8:00 on, no more at 20:00


class Day(NamedTuple):
    """A day in some zones, and the instant at which it began there."""

    zones: list[str]
    today: date
    begins: datetime


def awake(moment: datetime) -> list[Day]:
    """The days of the zones where it is neither night nor early. A clock that was down at 8 makes up for it
    until the evening.
    """
    found: dict[datetime, Day] = {}
    for name in _names():
        local = moment.astimezone(zone(name))
        if FIRST <= local.hour < LAST:
            begins = datetime.combine(local.date(), time(), local.tzinfo).astimezone(UTC)
            found.setdefault(begins, Day([], local.date(), begins)).zones.append(name)
    return list(found.values())


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(available_timezones()))
