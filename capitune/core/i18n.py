"""French first, English complete: which language, which time zone, and dates and sizes in both."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

import flask_babel
from babel import Locale
from flask import Flask, g, has_request_context, request
from flask_babel import (
    Domain,
    get_locale,
    get_timezone,
    refresh,
)
from flask_babel.speaklater import LazyString

from capitune.extensions import babel

Key = TypeVar("Key")
# With the table itself, whose identity is the key: it must not go away.
_spoken: dict[tuple[int, str], tuple[Mapping[Any, Any], dict[Any, str]]] = {}
LANGUAGES = ("fr", "en")
LOCALES = {language: Locale(language) for language in LANGUAGES}
COOKIE = "language"
# Of whoever has not said where they are.
HOME_ZONE = "America/Toronto"

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
    app.jinja_env.filters["label"] = label
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


def current_zone() -> str:
    """The name of the reader's time zone."""
    return zone_of_reader().key


def zone_of_reader() -> ZoneInfo:
    """The reader's time zone, looked at directly as their language is."""
    return _zone(getattr(_kept(), "babel_tzinfo", None) or get_timezone())


@lru_cache(maxsize=1024)
def _zone(zone: Any) -> ZoneInfo:
    """The same time zone as Python keeps it: pytz takes ten times as long for a moment."""
    return ZoneInfo(str(zone))
