"""The same creating request twice is one act: the stored answer of the first is given again.

The key's row is written in the transaction of the act, so a concurrent twin waits for it, and an act
that failed leaves no key behind. API requests carry ``Idempotency-Key``; forms carry ``form_key``.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from flask import Flask, Response, current_app, make_response, request
from sqlalchemy import Integer, LargeBinary, Text, delete, select, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.clock import now
from capitune.core.db import Model, Moment, db
from capitune.core.errors import DomainError, Invalid
from capitune.core.work import unit_of_work

KEPT = timedelta(hours=24)
LONGEST_KEY = 200
REPLAYED = ("Location", "Content-Type", "HX-Redirect", "HX-Trigger")


class IdempotencyKey(Model):
    """A key already used, what was asked under it, and what was answered."""

    __tablename__ = "idempotency_keys"

    scope: Mapped[str] = mapped_column(Text, primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    request_hash: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[int | None] = mapped_column(Integer)
    headers: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now, index=True)


def request_hash() -> bytes:
    """A hash of what is being asked: method, path, fields and files."""
    digest = hashlib.sha256(f"{request.method} {request.path}\n".encode())
    if request.mimetype == "multipart/form-data" or request.form:
        for name, value in sorted(request.form.items(multi=True)):
            if name not in {"csrf_token", "form_key"}:
                digest.update(f"{name}={value}\n".encode())
        for name, file in sorted(request.files.items(multi=True), key=lambda item: item[0]):
            digest.update(f"{name}:{file.filename}\n".encode())
            file.stream.seek(0)  # it may have been read already
            while chunk := file.stream.read(1 << 16):
                digest.update(chunk)
            file.stream.seek(0)
    else:
        digest.update(request.get_data(cache=True))
    return digest.digest()


def init_app(app: Flask, *, scope: Callable[[], str]) -> None:
    """``scope()`` names who is asking: two people may use the same key."""
    app.extensions["capitune.idempotency_scope"] = scope


def once_per_form(act: Callable[[], Response]) -> Response:
    """Run ``act`` unless this page form was answered already; then give that answer again."""
    if request.path.startswith("/api/"):
        return act()
    return _once(request.form.get("form_key"), act)


def idempotent(view: Callable[..., Any]) -> Callable[..., Any]:
    """Make an API view that creates honour ``Idempotency-Key``. Must run inside a unit of work."""

    @wraps(view)
    def once(*args: Any, **kwargs: Any) -> Response:
        key = request.headers.get("Idempotency-Key")
        return _once(key, lambda: make_response(view(*args, **kwargs)))

    return once


def _once(key: str | None, act: Callable[[], Response]) -> Response:
    if not key:
        return act()
    scope = current_app.extensions["capitune.idempotency_scope"]()
    stored = claim(scope, key)
    if stored is not None:
        return stored
    try:
        response = act()
    except DomainError as error:
        if error.keep:
            _forget(scope, key)
        raise
    remember(scope, key, response)
    return response


def _forget(scope: str, key: str) -> None:
    mine = (IdempotencyKey.scope == scope, IdempotencyKey.key == key)
    db.session.execute(delete(IdempotencyKey).where(*mine))


def claim(scope: str, key: str) -> Response | None:
    """Take ``key`` for this request: None when it is new, else the answer given before.

    Raises ``Invalid`` (``key_reused``) when another request was made under it.
    """
    if len(key) > LONGEST_KEY:
        raise Invalid.on("Idempotency-Key", "too_long")
    wanted = request_hash()
    statement = (
        insert(IdempotencyKey)
        .values(scope=scope, key=key, request_hash=wanted, headers={}, created_at=now())
        .on_conflict_do_nothing()
        .returning(IdempotencyKey.key)
    )
    if db.session.execute(statement).scalar() is not None:
        return None
    row = db.session.execute(
        select(IdempotencyKey).where(IdempotencyKey.scope == scope, IdempotencyKey.key == key)
    ).scalar_one()
    if row.request_hash != wanted:
        raise Invalid(code="key_reused")
    return Response(row.body or b"", status=row.status or 200, headers=row.headers)


def remember(scope: str, key: str, response: Response) -> None:
    """Keep the answer of a success; forget the key of anything else, so that it may be tried again."""
    if response.status_code >= 400 or response.is_streamed:
        _forget(scope, key)
        return
    mine = (IdempotencyKey.scope == scope, IdempotencyKey.key == key)
    headers = {name: response.headers[name] for name in REPLAYED if name in response.headers}
    db.session.execute(
        update(IdempotencyKey)
        .where(*mine)
        .values(status=response.status_code, headers=headers, body=response.get_data())
    )


def purge() -> int:
    """Forget keys older than a day; returns how many."""
    with unit_of_work():
        old = IdempotencyKey.created_at < now() - KEPT
        return int(db.session.execute(delete(IdempotencyKey).where(old)).rowcount)  # type: ignore[attr-defined]
