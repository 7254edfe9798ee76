"""The one table from errors to answers: status, page, fragment or problem document."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import quote

import structlog
from flask import Flask, Response, current_app, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_limiter.errors import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES

from capitune.core.errors import (
    DomainError,
    FieldError,
    Invalid,
    Limited,
    Refused,
    Unauthenticated,
)
from capitune.core.http import is_htmx, request_id, wants_json
from capitune.core.i18n import lazy_gettext
from capitune.core.storage import StorageUnavailable

log = structlog.get_logger(__name__)

PROBLEM = "application/problem+json"
CODES = {
    400: "malformed",
    401: "unauthenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    408: "timeout",
    409: "conflict",
    413: "too_large",
    415: "unsupported_media_type",
    422: "invalid",
    429: "too_many_requests",
    500: "server_error",
    503: "unavailable",
}
_sentences: dict[str, Any] = {
    "malformed": lazy_gettext("We could not read this request."),
    "unauthenticated": lazy_gettext("Sign in to continue."),
    "forbidden": lazy_gettext("You may not do this."),
    "not_found": lazy_gettext("We found nothing here, or you may not see it."),
    "method_not_allowed": lazy_gettext("This address does not accept that method."),
    "conflict": lazy_gettext("Something changed in the meantime. Nothing was saved."),
    "too_large": lazy_gettext("This is too large."),
    "unsupported_media_type": lazy_gettext("This content type is not accepted here."),
    "invalid": lazy_gettext("Some fields need your attention."),
    "too_many_exports": lazy_gettext(
        "You have taken this away several times just now. Wait ten minutes, then try again."
    ),
    "too_many_requests": lazy_gettext("Too many tries. Wait a little, then try again."),
    "server_error": lazy_gettext(
        "Something failed on our side. Nothing was saved. Try again in a moment."
    ),
    "unavailable": lazy_gettext("This service is not available for a moment. Try again shortly."),
    "csrf": lazy_gettext("This page was open for too long. Reload it, then try again."),
    "timeout": lazy_gettext("This took too long. Try again."),
    "required": lazy_gettext("This is needed."),
    "unknown_field": lazy_gettext("This field is not known."),
    "wrong_type": lazy_gettext("This is not the expected kind of value."),
    "key_reused": lazy_gettext("This key was used for another request."),
    "too_long": lazy_gettext("This is too long."),
    "bad_cursor": lazy_gettext("This cursor is not valid. Start again from the first page."),
    "bad_limit": lazy_gettext("The limit is a number from 1 to 100."),
    "in_progress": lazy_gettext("The same request is being handled. Try again in a moment."),
}

_ways: dict[type[Refused], Callable[[], Response]] = {}


def explain(sentences: Mapping[str, Any]) -> None:
    """Add a domain's codes and their sentences to the table."""
    _sentences.update(sentences)


def sentence(code: str, facts: dict[str, Any] | None = None) -> str:
    """What to tell the person about ``code``, in the language of the request."""
    known = _sentences.get(code)
    if known is None:
        return str(_sentences["invalid"])
    text = str(known)
    return text % facts if facts and "%(" in text else text


def explained() -> frozenset[str]:
    """Codes that have a sentence, for the contract tests."""
    return frozenset(_sentences)


def init_app(app: Flask, *, on_refusal: Callable[[Refused], None]) -> None:
    """Install the handlers; ``on_refusal`` is told of each refusal whose attempt must be kept."""
    app.extensions["capitune.on_refusal"] = on_refusal
    app.register_error_handler(DomainError, _domain)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(RateLimitExceeded, _limited)
    app.register_error_handler(HTTPException, _http)
    for failure in (PoolTimeout, OperationalError, StorageUnavailable):
        app.register_error_handler(failure, _unavailable)
    app.register_error_handler(Exception, _crash)


def lead(error_type: type[Refused], responder: Callable[[], Response]) -> None:
    """On pages, answer this kind of refusal by what ``responder()`` makes: a way to go on."""
    _ways[error_type] = responder


def answer(
    status: int,
    code: str,
    *,
    facts: dict[str, Any] | None = None,
    errors: tuple[FieldError, ...] = (),
    headers: dict[str, str] | None = None,
) -> Response:
    """The answer for an error at this request's door."""
    if wants_json():
        response = _problem(status, code, facts or {}, errors)
    else:
        response = _page(status, code, facts or {})
    response.headers.update(headers or {})
    return response


def acknowledgement(error: DomainError) -> dict[str, Any]:
    """The same for a live event: ``{ok: false, code, message}``; an attempt worth keeping is kept."""
    if isinstance(error, Refused) and error.attempt:
        current_app.extensions["capitune.on_refusal"](error)
    return {"ok": False, "code": error.code, "message": sentence(error.code, error.facts)}


def _problem(
    status: int, code: str, facts: dict[str, Any], errors: tuple[FieldError, ...]
) -> Response:
    body = {
        "type": "about:blank",
        "title": HTTP_STATUS_CODES.get(status, "Error"),
        "status": status,
        "detail": sentence(code, facts),
        "code": code,
        "errors": [
            {"field": e.field, "code": e.code, "message": sentence(e.code, facts)} for e in errors
        ],
        "request_id": request_id(),
    }
    if facts:
        body["facts"] = {
            name: _fact(value) for name, value in facts.items() if name != "permission"
        }
    response = jsonify(body)
    response.status_code = status
    response.content_type = PROBLEM
    return response


def _fact(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _page(status: int, code: str, facts: dict[str, Any]) -> Response:
    name = "errors/_alert.html" if is_htmx() else "errors/error.html"
    text = sentence(code, facts)
    html = render_template(name, status=status, code=code, sentence=text, request_id=request_id())
    response = Response(html, status=status, content_type="text/html; charset=utf-8")
    response.headers["Vary"] = "HX-Request"
    return response


def _domain(error: DomainError) -> ResponseReturnValue:
    if isinstance(error, Unauthenticated) and not wants_json():
        return _to_sign_in()
    way = _ways.get(type(error))  # type: ignore[arg-type]
    if way and not wants_json():
        return way()
    if isinstance(error, Refused) and error.attempt:
        current_app.extensions["capitune.on_refusal"](error)
    errors = error.errors if isinstance(error, Invalid) else ()
    headers = {}
    if isinstance(error, Unauthenticated):
        headers["WWW-Authenticate"] = 'Bearer realm="CAPITUNE"'
    if isinstance(error, Limited):
        headers["Retry-After"] = str(error.facts.get("retry_after", 60))
    return answer(error.status, error.code, facts=error.facts, errors=errors, headers=headers)


def _to_sign_in() -> ResponseReturnValue:
    """To the sign-in page, and back here afterwards if here can be visited."""
    here = request.full_path.rstrip("?") if request.method == "GET" and not is_htmx() else None
    target = "/login" + (f"?next={_quoted(here)}" if here else "")
    if is_htmx():
        return Response(status=401, headers={"HX-Redirect": target})
    return redirect(target, 303)


def _quoted(path: str) -> str:
    return quote(path, safe="/")


def _csrf(_error: CSRFError) -> ResponseReturnValue:
    return answer(400, "csrf")


def _limited(error: RateLimitExceeded) -> ResponseReturnValue:
    window = error.limit.limit.get_expiry()
    told = error.limit.error_message
    code = told if isinstance(told, str) else "too_many_requests"
    return answer(429, code, headers={"Retry-After": str(window)})


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    kept = {"Allow", "Retry-After"}
    headers = {k: v for k, v in error.get_headers() if k in kept}
    return answer(
        status, CODES.get(status, "malformed" if status < 500 else "server_error"), headers=headers
    )


def _unavailable(error: Exception) -> ResponseReturnValue:
    log.error("part_unavailable", reason=type(error).__name__)
    return answer(503, "unavailable", headers={"Retry-After": "5"})


def _crash(error: Exception) -> ResponseReturnValue:
    log.error("unhandled", exc_info=error)
    return answer(500, "server_error")
