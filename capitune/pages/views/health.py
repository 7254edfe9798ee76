"""Whether this process lives, and whether it can work."""

from flask import Response, jsonify

from capitune.authz.web import public
from capitune.core.looks import ready as ready_parts
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
    missing = [name for name, answers in ready_parts().items() if not answers]
    if missing:
        return jsonify(status="unavailable", missing=missing), 503
    return jsonify(status="ready", missing=[]), 200
