"""The web edge: one transaction per unsafe request, request ids, security headers, safe redirects."""

import secrets
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import structlog
from flask import Flask, Response, current_app, g, request
from flask.typing import ResponseReturnValue
from werkzeug.middleware.proxy_fix import ProxyFix

from capitune.core import idempotency
from capitune.core.templating import Environment
from capitune.core.work import unit_of_work

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
ID_CHARACTERS = frozenset("0123456789abcdefABCDEF-")
MOST_ID = 64
CONNECT = "capitune.connect"

View = Callable[..., Any]

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class EdgeFlask(Flask):
    """Flask, with the transaction at the edge: a GET reads in AUTOCOMMIT, the rest is one unit."""

    jinja_environment = Environment

    def dispatch_request(self) -> ResponseReturnValue:
        """Run the view; unsafe methods inside a unit of work, once for each form key."""
        if request.method in SAFE_METHODS or self._opens_its_own_unit():
            return super().dispatch_request()
        with unit_of_work():
            return idempotency.once_per_form(self._answer)

    def _answer(self) -> Response:
        # Made into a response inside the unit, so that a failing template rolls back.
        return self.make_response(super().dispatch_request())

    def _opens_its_own_unit(self) -> bool:
        view = self.view_functions.get(request.endpoint or "")
        return hasattr(view, "__own_unit__")


def own_unit(reason: str) -> Callable[[View], View]:
    """Mark a view that opens its unit of work itself, for this reason (slow work before it, say)."""

    def mark(view: View) -> View:
        view.__own_unit__ = reason  # type: ignore[attr-defined]
        return view

    return mark


def init_app(app: Flask) -> None:
    """Install request ids, headers and the exact count of trusted proxies."""
    proxies = app.config["TRUSTED_PROXIES"]
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=0, x_port=0, x_prefix=0
        )
    app.before_request(_begin)
    app.after_request(_finish)
    app.jinja_env.globals["csp_nonce"] = csp_nonce


def let_connect(app: Flask, origin: str | None) -> None:
    """Let the scripts of pages send to this other origin: where parts of files go, if not to us."""
    app.extensions[CONNECT] = f" {origin}" if origin else ""


def csp_nonce() -> str:
    """The nonce of this response."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    nonce: str = g.nonce
    return nonce


def request_id() -> str:
    """The id of this request, as the logs and the error documents show it."""
    return str(g.get("request_id", ""))


def _begin() -> None:
    if request.is_json:
        # Before anything reads it; files keep the larger limit of the application.
        request.max_content_length = current_app.config["MAX_JSON_LENGTH"]
    offered = request.headers.get("X-Request-ID", "")
    usable = 0 < len(offered) <= MOST_ID and set(offered) <= ID_CHARACTERS
    g.request_id = offered if usable else uuid.uuid4().hex
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def policy() -> str:
    """The Content-Security-Policy of a page."""
    return (
        "default-src 'none'; "
        f"script-src 'self' 'nonce-{csp_nonce()}'; "
        "style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        f"connect-src 'self'{current_app.extensions.get(CONNECT, '')}; "
        "manifest-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
        "form-action 'self'"
    )


def _finish(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", policy())
    response.headers.setdefault("Cache-Control", "no-store")
    if request.is_secure:
        response.headers.setdefault(
            "Strict-Transport-Security", "max-age=63072000; includeSubDomains"
        )
    response.headers["X-Request-ID"] = request_id()
    return response


def local_target(target: str | None, fallback: str) -> str:
    """``target`` if it stays on this site (an absolute path), else ``fallback``."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return fallback
    if any(ord(character) < 32 or character == "\\" for character in target):
        return fallback
    parts = urlsplit(target)
    return fallback if parts.scheme or parts.netloc else target


def wants_json() -> bool:
    """True at the API's door."""
    return request.path.startswith("/api/")


def is_navigation() -> bool:
    """True when a person opens a page: nothing is sent, and it is no part of a page, picture or script."""
    goes = request.method in SAFE_METHODS and "HX-Request" not in request.headers
    whole = request.headers.get("Sec-Fetch-Dest", "document") == "document"
    return goes and whole and not is_background()


def is_background() -> bool:
    """True when an open page asked by itself, and not a person."""
    return "X-Background" in request.headers


def is_htmx() -> bool:
    """True when HTMX asks for a fragment (a restored page from history wants the whole)."""
    asked = request.headers.get("HX-Request") == "true"
    return asked and request.headers.get("HX-History-Restore-Request") != "true"
