"""Days as people and programs write them in an address or a form."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, tzinfo

from capitune.core.errors import Invalid

FIRST_YEAR, LAST_YEAR = 1970, 2200
LENGTH = len("2026-11-26")


def day_of(asked: Mapping[str, str], name: str) -> date | None:
    """The day under this name (``YYYY-MM-DD``), None without one. Raises ``Invalid`` (``bad_day``) at that name."""
    text = asked.get(name, "").strip()
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise Invalid.on(name, "bad_day") from error
    if len(text) != LENGTH or not FIRST_YEAR <= found.year < LAST_YEAR:
        raise Invalid.on(name, "bad_day")
    return found


def period_of(asked: Mapping[str, str], where: tzinfo) -> tuple[datetime | None, datetime | None]:
    """From the beginning of the day ``from`` to the end of the day ``to``, as they are at ``where``.

    Raises ``Invalid`` (``bad_day``, ``bad_period``).
    """
    since, last = day_of(asked, "from"), day_of(asked, "to")
    if since and last and since > last:
        raise Invalid.on("to", "bad_period")
    return start_of(since, where) if since else None, end_of(last, where) if last else None


def start_of(day: date, where: tzinfo) -> datetime:
    """When this day begins there."""
    return datetime.combine(day, time(), where)


def end_of(day: date, where: tzinfo) -> datetime:
    """When this day is over there."""
    return start_of(day + timedelta(days=1), where)
