"""Secrets derived from the application's key: stored nowhere, the same each time; and sealing with them."""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask

NONCE = 12  # bytes, as AES-GCM wants

_key: dict[str, bytes] = {}


def init_app(app: Flask) -> None:
    """Bind the application's key."""
    _key["root"] = app.config["SECRET_KEY"].encode()


def derive(purpose: str, data: bytes) -> bytes:
    """32 bytes that only this application can compute for ``purpose`` and ``data`` (HMAC-SHA256)."""
    key = hmac.digest(_key["root"], purpose.encode(), hashlib.sha256)
    return hmac.digest(key, data, hashlib.sha256)


def seal(purpose: str, data: bytes, about: bytes) -> bytes:
    """``data`` as only this application can read it (AES-256-GCM), and only ``about`` the same thing: what
    was sealed for one person cannot be put in another's row.
    """
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(derive(f"seal:{purpose}", b"")).encrypt(nonce, data, about)


def unseal(purpose: str, sealed: bytes, about: bytes) -> bytes | None:
    """What was sealed; None when it was sealed with another key, for something else, or changed since."""
    try:
        key = AESGCM(derive(f"seal:{purpose}", b""))
        return key.decrypt(sealed[:NONCE], sealed[NONCE:], about)
    except (InvalidTag, ValueError):
        return None
