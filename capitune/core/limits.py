"""Named rate limits, counted in Redis, in memory when Redis is away: never off, never a 500."""

import hashlib
import unicodedata
from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, request
from werkzeug.exceptions import HTTPException

from capitune.extensions import limiter

LONGEST_ADDRESS = 320


def init_app(app: Flask, *, person: Callable[[], str]) -> None:
    """Install the limiter; ``person()`` names who is asking, for the general limit."""
    app.config.setdefault("RATELIMIT_STORAGE_URI", app.config["REDIS_URL"] or "memory://")
    app.config.setdefault(
        "RATELIMIT_STORAGE_OPTIONS",
        {"socket_connect_timeout": 0.3, "socket_timeout": 0.5}
        if app.config["RATELIMIT_STORAGE_URI"].startswith("redis")
        else {},
    )
    app.config.setdefault("RATELIMIT_STRATEGY", "fixed-window")
    app.config.setdefault("RATELIMIT_IN_MEMORY_FALLBACK_ENABLED", True)
    app.config.setdefault("RATELIMIT_SWALLOW_ERRORS", True)
    app.config.setdefault("RATELIMIT_KEY_PREFIX", "capitune")
    app.extensions["capitune.limit_person"] = person
    limiter.init_app(app)


def _person() -> str:
    return str(current_app.extensions["capitune.limit_person"]())


def _account() -> str:
    """The account aimed at by this request, whatever address it comes from."""
    email = unicodedata.normalize("NFKC", _email_sent()[:LONGEST_ADDRESS]).strip().casefold()
    if not email:
        return f"address:{request.remote_addr}"
    # Hashed: no addresses in Redis, and a text that cannot be written there never reaches it.
    return f"account:{hashlib.sha256(email.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _email_sent() -> str:
    """The ``email`` of the form or the JSON; what cannot be read holds none.

    Nothing may be raised from here: the limiter would take it for a failure of Redis, and count in
    memory from then on.
    """
    try:
        body: Any = request.get_json(silent=True) if request.is_json else request.form
    except (HTTPException, RecursionError):
        return ""
    email = body.get("email") if hasattr(body, "get") else None
    return email if isinstance(email, str) else ""


def auth() -> Callable[[Any], Any]:
    """The limit of sign-in, sign-up and codes: per address and per account."""

    def both(view: Any) -> Any:
        setting = _setting("RATE_LIMIT_AUTH")
        by_address = limiter.limit(setting, methods=["POST"], override_defaults=False)
        by_account = limiter.limit(
            setting, methods=["POST"], key_func=_account, override_defaults=False
        )
        return by_account(by_address(view))

    return both


def general() -> Any:
    """The general limit, per person, over everything it is put on together."""
    return limiter.shared_limit(_setting("RATE_LIMIT_GENERAL"), scope="general", key_func=_person)


def upload() -> Any:
    """The limit of uploads, per person, at all doors together."""
    return limiter.shared_limit(
        _setting("RATE_LIMIT_UPLOAD"),
        scope="upload",
        methods=["POST", "PUT"],
        key_func=_person,
        override_defaults=False,
    )


def export(scope: str = "export") -> Any:
    """The limit of archives made while they are sent, per person, at all doors together; of each other ``scope``
    (papers, say) as many.

    Each holds a connection for as long as it takes: so it bounds how many run side by side, too.
    """
    return limiter.shared_limit(
        _setting("RATE_LIMIT_EXPORT"),
        scope=scope,
        methods=["GET", "POST"],
        key_func=_person,
        error_message="too_many_exports",
        override_defaults=False,
    )


def lookup() -> Any:
    """The limit of a page that looks something up for anybody, per person or address."""
    return limiter.shared_limit(
        _setting("RATE_LIMIT_GENERAL"), scope="lookup", methods=["POST"], key_func=_person
    )


def feed() -> Callable[[Any], Any]:
    """The limit of addresses that programs read without signing in: for each address that is there, and for whoever
    asks for those that are not. Services read the calendars of many people from one place.
    """

    def both(view: Any) -> Any:
        setting = _setting("RATE_LIMIT_GENERAL")
        by_token = limiter.limit(setting, key_func=_token, override_defaults=False)
        in_vain = limiter.limit(
            setting, override_defaults=False, deduct_when=lambda answer: answer.status_code == 404
        )
        return in_vain(by_token(view))

    return both


def _token() -> str:
    secret = str((request.view_args or {}).get("token", ""))
    return f"token:{hashlib.sha256(secret.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _setting(name: str) -> Callable[[], str]:
    return lambda: str(current_app.config[name])
