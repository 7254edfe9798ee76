"""Named rate limits, counted in Redis, in memory when Redis is away: never off, never a 500."""

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, request

from capitune.extensions import limiter


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
    body: Any = request.get_json(silent=True) if request.is_json else request.form
    email = body.get("email", "") if hasattr(body, "get") else ""
    return (
        f"account:{str(email).strip().casefold()[:254]}"
        if email
        else f"address:{request.remote_addr}"
    )


def auth() -> Callable[[Any], Any]:
    """The limit of sign-in, sign-up and codes: per address and per account."""

    def both(view: Any) -> Any:
        setting = _setting("RATE_LIMIT_AUTH")
        by_address = limiter.limit(setting, methods=["POST"])
        by_account = limiter.limit(setting, methods=["POST"], key_func=_account)
        return by_account(by_address(view))

    return both


def general() -> Any:
    """The general limit, per person."""
    return limiter.limit(_setting("RATE_LIMIT_GENERAL"), key_func=_person)


def upload() -> Any:
    """The limit of uploads, per person."""
    return limiter.limit(_setting("RATE_LIMIT_UPLOAD"), methods=["POST"], key_func=_person)


def _setting(name: str) -> Callable[[], str]:
    return lambda: str(current_app.config[name])
