"""Time zones, named by country and city in the reader's language."""

from functools import lru_cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

from capitune.accounts.countries import CODES, plain


@lru_cache(maxsize=4)
def choices(language: str) -> tuple[tuple[str, str], ...]:
    """(IANA name, ``Sénégal (Dakar)``) of every zone of a country, by country; other names of one aside."""
    territories, aliases = get_global("zone_territories"), get_global("zone_aliases")
    known = [
        zone
        for zone in available_timezones()
        if territories.get(zone) in CODES and zone not in aliases
    ]
    named = ((zone, label(zone, language)) for zone in known)
    return tuple(sorted(named, key=lambda pair: plain(pair[1])))


def label(zone: str | None, language: str) -> str:
    """``Sénégal (Dakar)``; the IANA name for a zone of no country, nothing without one."""
    if not zone:
        return ""
    locale = Locale(language)
    canonical = get_global("zone_aliases").get(zone, zone)
    code = get_global("zone_territories").get(canonical, "")
    if code not in CODES:
        return zone
    city = locale.time_zones.get(canonical, {}).get("city") or zone.rpartition("/")[2]
    return f"{locale.territories[code]} ({city.replace('_', ' ')})"
