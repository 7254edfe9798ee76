"""The settings and the application of tests: as in production but for the addresses."""

from pathlib import Path
from typing import Any

from flask import Flask

import config
from capitune.app import create_app
from capitune.cli import register
from embedded.stores import Stores

BASE_URL = "http://localhost"


def environment(stores: Stores, database_url: str, instance: Path, **more: str) -> dict[str, str]:
    """The environment of a test application in ``instance``, with ``more`` variables."""
    return {
        "CAPITUNE_ENV": "test",
        "SECRET_KEY": "a-secret-for-tests-that-is-long-enough-0123456789",
        "INSTANCE_PATH": str(instance),
        "DATABASE_URL": database_url,
        "REDIS_URL": stores.redis_url,
        "BASE_URL": BASE_URL,
        # High enough for a test's own clicks; tests about limits set their own.
        "RATE_LIMIT_AUTH": "1000 per minute",
        "RATE_LIMIT_GENERAL": "5000 per minute",
        "RATE_LIMIT_UPLOAD": "1000 per minute",
        "RATE_LIMIT_EXPORT": "1000 per minute",
        # Drawn when they are looked at; tests about drawing ahead set their own.
        "PAGES_AHEAD": "0",
        **more,
    }


def settings(stores: Stores, database_url: str, instance: Path, **more: str) -> dict[str, Any]:
    """The same, as settings."""
    return config.load(environment(stores, database_url, instance, **more))


def application(stores: Stores, database_url: str, instance: Path, **more: str) -> Flask:
    """A whole application, with its commands."""
    app = create_app(settings(stores, database_url, instance, **more))
    register(app)
    return app
