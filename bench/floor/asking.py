"""Who asks the floor: by the browser's signed cookie, or by the access token."""

import hashlib
import os
from typing import Any

import jwt
from flask import abort, request, session
from psycopg import Cursor

from bench.floor import statements

KEY = bytes.fromhex(os.environ.get("FLOOR_TOKEN_KEY", ""))
ISSUER = os.environ.get("BASE_URL", "")


def candidate(cursor: Cursor) -> Any:
    """The candidate whose browser this is; else 401."""
    return _browser(cursor, statements.CANDIDATE)


def anybody(cursor: Cursor) -> Any:
    """The candidate or professional whose browser this is; else 401."""
    return _browser(cursor, statements.ANYBODY)


def reviewer(cursor: Cursor) -> Any:
    """The professional whose browser this is; else 401."""
    return _browser(cursor, statements.REVIEWER)


def _browser(cursor: Cursor, statement: str) -> Any:
    secret = session.get("_user_id")
    if not isinstance(secret, str):
        abort(401)
    digest = hashlib.sha256(secret.encode()).digest()
    return cursor.execute(statement, {"secret_hash": digest}).fetchone() or abort(401)


def professional(cursor: Cursor) -> Any:
    """The verified professional whose token this is; else 401."""
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(
            token, KEY, algorithms=["HS256"], audience="capitune-api", issuer=ISSUER
        )
    except jwt.InvalidTokenError:
        abort(401)
    asked = {"family_id": claims["sid"], "user_id": claims["sub"], "version": claims["ver"]}
    return cursor.execute(statements.PROFESSIONAL, asked).fetchone() or abort(401)
