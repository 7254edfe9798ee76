"""The only source of time, so that a test can move it."""

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def zone(name: str | None) -> tzinfo:
    """The time zone called ``name`` (IANA), or UTC when it is unknown."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def today(zone_name: str | None = None) -> date:
    """The date it is now in that time zone (UTC by default)."""
    return now().astimezone(zone(zone_name)).date()
