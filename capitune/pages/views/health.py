"""Whether this process lives, and whether it can work."""

from flask import Response, jsonify
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from capitune.authz.web import public
from capitune.core import jobs
from capitune.core.db import db
from capitune.core.storage import StorageUnavailable, current_storage
from capitune.pages.views.blueprint import bp


@bp.get("/healthz")
@public("asked by whoever keeps the process alive")
def alive() -> Response:
    """The process answers; nothing else is looked at."""
    return jsonify(status="ok")


@bp.get("/readyz")
@public("asked by whoever sends traffic here")
def ready() -> tuple[Response, int]:
    """Database, Redis and storage answer (200), or which of them does not (503)."""
    checks = {"database": _database(), "redis": jobs.ping(), "storage": _storage()}
    missing = [name for name, answers in checks.items() if not answers]
    if missing:
        return jsonify(status="unavailable", missing=missing), 503
    return jsonify(status="ready", missing=[]), 200


def _database() -> bool:
    try:
        return bool(db.session.scalar(select(1)))
    except SQLAlchemyError:
        db.session.rollback()
        return False


def _storage() -> bool:
    try:
        current_storage().check()
    except StorageUnavailable:
        return False
    return True
