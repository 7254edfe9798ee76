"""French first, English complete: which language, which time zone, and dates and sizes in both."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

import flask_babel
from babel import Locale, dates, numbers
from flask import Flask, g, has_request_context, request
from flask_babel import (
    Domain,
    format_datetime,
    format_decimal,
    get_locale,
    get_timezone,
    ngettext,
    refresh,
)
from flask_babel.speaklater import LazyString

from capitune.core.clock import now
from capitune.extensions import babel

Key = TypeVar("Key")
# With the table itself, whose identity is the key: it must not go away.
_spoken: dict[tuple[int, str], tuple[Mapping[Any, Any], dict[Any, str]]] = {}
LANGUAGES = ("fr", "en")
LOCALES = {language: Locale(language) for language in LANGUAGES}
COOKIE = "language"
# Of whoever has not said where they are.
HOME_ZONE = "America/Toronto"
KILO, MEGA = 1000, 1000 * 1000
MINUTE, HOUR = 60, 60 * 60
# How exactly a time that is so many seconds away is told; beyond a day, to the hour.
STEPS = ((MINUTE, 1), (HOUR, 10), (24 * HOUR, 5 * MINUTE))

# The language and time zone of the reader of a letter, while it is written.
_reader: ContextVar[tuple[str, str | None] | None] = ContextVar("reader", default=None)


def init_app(app: Flask, *, preference: Any, timezone: Any) -> None:
    """``preference()`` is the signed-in person's language or None; ``timezone()`` likewise."""

    def language() -> Locale:
        return LOCALES[_chosen(preference)]

    def reader_zone() -> str | None:
        reader = _reader.get()
        known: str | None = reader[1] if reader else timezone()
        return known

    babel.domain_instance = Words()
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", "../translations")
    babel.init_app(
        app,
        default_locale="fr",
        default_timezone=HOME_ZONE,
        locale_selector=language,
        timezone_selector=reader_zone,
    )
    app.jinja_env.filters.update(
        ago=ago,
        day=day,
        decimal=decimal,
        hour=hour,
        label=label,
        moment=moment,
        money=money,
        month=month,
        percent=percent,
        short_day=short_day,
        size=size,
        weekday=weekday,
    )
    app.jinja_env.globals["locale"] = current_language


def _chosen(preference: Any) -> str:
    reader = _reader.get()
    if reader or not has_request_context():
        return reader[0] if reader else "fr"
    if not request.path.startswith("/api/"):
        chosen = preference() or request.cookies.get(COOKIE)
        if chosen in LANGUAGES:
            return str(chosen)
    return request.accept_languages.best_match(LANGUAGES) or "fr"


class Words(Domain):  # type: ignore[misc]
    """The catalogues by language; Flask-Babel spells the whole locale out for each text it looks up."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, Any] = {}

    def get_translations(self) -> Any:
        """The catalogue of the reader's language."""
        language = _language()
        known = self._known.get(language or "")
        if known is None:
            known = super().get_translations()
            if language:
                self._known[language] = known
        return known


@contextmanager
def speaking(language: str, timezone: str | None = None) -> Iterator[None]:
    """Words, dates and numbers for that reader, whoever the request is from (or without one)."""
    token = _reader.set((language, timezone))
    refresh()
    try:
        yield
    finally:
        _reader.reset(token)
        refresh()


def current_language() -> str:
    """``fr`` or ``en``."""
    return _language() or "fr"


def _language() -> str | None:
    """The language of this request or letter, None outside any.

    Asked a hundred times a page, so what Flask-Babel keeps of this request is looked at directly.
    """
    locale = getattr(_kept(), "babel_locale", None) or get_locale()
    return str(locale.language) if locale else None


def _kept() -> Any:
    """What Flask-Babel keeps of this request; None outside any, or before it was asked."""
    try:
        return getattr(g._get_current_object(), "_flask_babel", None)  # noqa: SLF001 werkzeug documents it
    except RuntimeError:
        return None


def gettext(message: str, **values: Any) -> str:
    """The text in the reader's language, with ``values`` in it.

    As Flask-Babel's, which asks three times in which request it is for each text.
    """
    language = _language()
    text = flask_babel.gettext(message) if language is None else _text(message, language)
    return text % values if values else text


@lru_cache(maxsize=8192)
def _text(message: str, _language: str) -> str:
    """All the texts of the product, twice."""
    return str(flask_babel.gettext(message))


def lazy_gettext(message: str, **values: Any) -> LazyString:
    """The same, in the language of whoever reads it when it is shown."""
    return LazyString(gettext, message, **values)


def spoken(words: Mapping[Key, Any]) -> dict[Key, str]:
    """Lazy texts as they are in the reader's language, for pages that show them on every row.

    For tables of the code's own texts: each is worked out once for each language.
    """
    key = id(words), current_language()
    known = _spoken.get(key)
    if known is None:
        known = _spoken[key] = words, {key: str(text) for key, text in words.items()}
    return cast("dict[Key, str]", known[1])


def label(labels: dict[str, str] | None) -> str:
    """The label of a bilingual thing in the reader's language, French failing that."""
    labels = labels or {}
    return labels.get(current_language()) or labels.get("fr") or ""


def day(value: date | datetime | None) -> str:
    """``12 février 2027`` / ``February 12, 2027``."""
    return _written(_local(value), "long", current_language()) if value else ""


def short_day(value: date | datetime | None) -> str:
    """``12 févr. 2027`` / ``Feb 12, 2027``."""
    return _written(_local(value), "medium", current_language()) if value else ""


def _local(value: date | datetime) -> date:
    """The day it is then where the reader is."""
    return value.astimezone(_here()).date() if isinstance(value, datetime) else value


def current_zone() -> str:
    """The name of the reader's time zone."""
    return _here().key


def _here() -> ZoneInfo:
    """The reader's time zone, looked at directly as their language is."""
    return _zone(getattr(_kept(), "babel_tzinfo", None) or get_timezone())


@lru_cache(maxsize=1024)
def _zone(zone: Any) -> ZoneInfo:
    """The same time zone as Python keeps it: pytz takes ten times as long for a moment."""
    return ZoneInfo(str(zone))


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
    local, language = value.astimezone(_here()), current_language()
    text = _written(local.date(), "long", language)
    if language == "fr":
        return f"{text} à {local.hour} h {local.minute:02}"
    half = "AM" if local.hour < 12 else "PM"
    return f"{text} at {local.hour % 12 or 12}:{local.minute:02} {half}"


def hour(value: datetime) -> str:
    """``16 h 10`` / ``4:10 PM``, in the reader's time zone."""
    local = value.astimezone(_here())
    if current_language() == "fr":
        return f"{local.hour}\u202fh\u202f{local.minute:02}"
    return f"{local.hour % 12 or 12}:{local.minute:02}\u00a0{'AM' if local.hour < 12 else 'PM'}"


def weekday(value: datetime) -> str:
    """``Mardi 24 novembre`` / ``Tuesday, November 24``, in the reader's time zone."""
    form = "EEEE d MMMM" if current_language() == "fr" else "EEEE, MMMM d"
    text = str(format_datetime(value, form))
    return text[:1].upper() + text[1:]


def ago(value: datetime) -> str:
    """``il y a 3 jours`` / ``3 days ago``."""
    seconds = round((value - now()).total_seconds())
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
