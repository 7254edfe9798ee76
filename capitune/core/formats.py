"""Dates, times, sizes and amounts as they are written in both languages."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from babel import dates, numbers
from flask import Flask
from flask_babel import format_datetime, format_decimal, ngettext

from capitune.core.clock import now
from capitune.core.i18n import current_language, gettext, zone_of_reader

KILO, MEGA = 1000, 1000 * 1000
MINUTE, HOUR = 60, 60 * 60
AT_ONCE = 5  # seconds
# How exactly a time that is so many seconds away is told; beyond a day, to the hour.
STEPS = ((MINUTE, 1), (HOUR, 10), (24 * HOUR, 5 * MINUTE))


def init_app(app: Flask) -> None:
    """Have templates write so."""
    app.jinja_env.filters.update(
        ago=ago,
        day=day,
        decimal=decimal,
        hour=hour,
        moment=moment,
        money=money,
        month=month,
        percent=percent,
        short_day=short_day,
        size=size,
        weekday=weekday,
    )


def day(value: date | datetime | None) -> str:
    """``12 février 2027`` / ``February 12, 2027``."""
    return _written(_local(value), "long", current_language()) if value else ""


def short_day(value: date | datetime | None) -> str:
    """``12 févr. 2027`` / ``Feb 12, 2027``."""
    return _written(_local(value), "medium", current_language()) if value else ""


def _local(value: date | datetime) -> date:
    """The day it is then where the reader is."""
    return value.astimezone(zone_of_reader()).date() if isinstance(value, datetime) else value


@lru_cache(maxsize=4096)
def _written(value: date, form: str, language: str) -> str:
    """A page names the same few days again and again."""
    return str(dates.format_date(value, form, locale=language))


def month(value: date | None) -> str:
    """``février 2027`` / ``February 2027``."""
    return _written(value, "MMMM y", current_language()) if value else ""


def moment(value: datetime | None) -> str:
    """``12 février 2027 à 16 h 10``, in the reader's time zone."""
    if value is None:
        return ""
    local, language = value.astimezone(zone_of_reader()), current_language()
    text = _written(local.date(), "long", language)
    if language == "fr":
        return f"{text} à {local.hour} h {local.minute:02}"
    half = "AM" if local.hour < 12 else "PM"
    return f"{text} at {local.hour % 12 or 12}:{local.minute:02} {half}"


def hour(value: datetime) -> str:
    """``16 h 10`` / ``4:10 PM``, in the reader's time zone."""
    local = value.astimezone(zone_of_reader())
    if current_language() == "fr":
        return f"{local.hour}\u202fh\u202f{local.minute:02}"
    return f"{local.hour % 12 or 12}:{local.minute:02}\u00a0{'AM' if local.hour < 12 else 'PM'}"


def weekday(value: datetime) -> str:
    """``Mardi 24 novembre`` / ``Tuesday, November 24``, in the reader's time zone."""
    form = "EEEE d MMMM" if current_language() == "fr" else "EEEE, MMMM d"
    text = str(format_datetime(value, form))
    return text[:1].upper() + text[1:]


def ago(value: datetime) -> str:
    """``il y a 3 jours`` / ``3 days ago``; of a few seconds, ``à l’instant`` / ``just now``."""
    seconds = round((value - now()).total_seconds())
    if abs(seconds) < AT_ONCE:
        return gettext("just now")
    steps = (step for most, step in STEPS if abs(seconds) < most)
    step = next(steps, HOUR)
    return _told(seconds - seconds % step, current_language())


@lru_cache(maxsize=4096)
def _told(seconds: int, language: str) -> str:
    """A page names the same few hours and days again and again."""
    since = timedelta(seconds=seconds)
    return str(dates.format_timedelta(since, add_direction=True, locale=language))


def size(count: int | None) -> str:
    """A size in bytes, as ``3,4 Mo`` / ``3.4 MB`` (decimal units)."""
    return _measured(count or 0, current_language())


@lru_cache(maxsize=4096)
def _measured(value: int, _language: str) -> str:
    """A page names the same files again and again."""
    if value >= MEGA:
        return str(gettext("%(n)s MB", n=format_decimal(round(value / MEGA, 1))))
    if value >= KILO:
        return str(gettext("%(n)s kB", n=format_decimal(round(value / KILO))))
    return str(ngettext("%(num)s byte", "%(num)s bytes", value))


def decimal(value: float) -> str:
    """``1,5`` / ``1.5``."""
    return str(format_decimal(value))


def percent(value: int | None) -> str:
    """``60 %`` / ``60%``, or a dash when there is nothing to measure."""
    return "—" if value is None else str(gettext("%(n)s%%", n=value))


def money(cents: int, currency: str = "CAD") -> str:
    """``1 525,00 $`` / ``$1,525.00``."""
    return _priced(cents, currency, current_language())


@lru_cache(maxsize=4096)
def _priced(cents: int, currency: str, language: str) -> str:
    text = numbers.format_currency(Decimal(cents) / 100, currency, locale=f"{language}_CA")
    return str(text).replace("\xa0", "\u202f").replace("-", "\u2212")
