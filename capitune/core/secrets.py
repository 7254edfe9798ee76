"""Secrets derived from the application's key: stored nowhere, the same each time."""

import hashlib
import hmac

from flask import Flask

_key: dict[str, bytes] = {}


def init_app(app: Flask) -> None:
    """Bind the application's key."""
    _key["root"] = app.config["SECRET_KEY"].encode()


def derive(purpose: str, data: bytes) -> bytes:
    """32 bytes that only this application can compute for ``purpose`` and ``data`` (HMAC-SHA256)."""
    key = hmac.digest(_key["root"], purpose.encode(), hashlib.sha256)
    return hmac.digest(key, data, hashlib.sha256)
