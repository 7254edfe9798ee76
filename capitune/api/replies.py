"""Answers of the API: JSON by orjson, which writes ids, dates and states by itself."""

from collections.abc import Mapping
from urllib.parse import urlencode

import orjson
from flask import Response, current_app, request

JSON = "application/json"


def reply(body: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """``body`` as JSON."""
    return Response(orjson.dumps(body), status, headers, content_type=JSON)


def created(body: object, location: str) -> Response:
    """201 with what was created, and its address."""
    return reply(body, 201, {"Location": location})


def accepted() -> Response:
    """202 that says nothing: it is the same whatever was found."""
    return reply({}, 202)


def nothing() -> Response:
    """204."""
    return Response(status=204)


def listed(body: Mapping[str, object]) -> Response:
    """A page of a list, with the ``Link`` to the next one."""
    cursor = body["next_cursor"]
    return reply(body, headers={"Link": _next_link(str(cursor))} if cursor else None)


def _next_link(cursor: str) -> str:
    query = request.args.to_dict() | {"after": cursor}
    base: str = current_app.config["BASE_URL"]
    return f'<{base}{request.path}?{urlencode(query)}>; rel="next"'
