"""The guard of pages and API: every endpoint says who may, or it is closed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import structlog
from flask import Flask, abort, current_app, g, request

from capitune.authz import engine, recent
from capitune.authz.actor import Actor, Door
from capitune.authz.permissions import Permission
from capitune.core.errors import NotFound, Unauthenticated
from capitune.core.http import is_navigation

log = structlog.get_logger(__name__)

Loader = Callable[..., Any]
View = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Access:
    """What an endpoint declares: a permission, or the reason why it is public."""

    permission: Permission | None
    reason: str = ""


def init_app(app: Flask, resolvers: dict[Door, Callable[[], Actor]]) -> None:
    """Close every undeclared endpoint; ``resolvers`` find the actor at each door."""
    app.extensions["capitune.actors"] = resolvers
    app.before_request(_refuse_undeclared)


def door() -> Door:
    """The door this request came through."""
    return Door.API if request.path.startswith("/api/") else Door.WEB


def current_actor() -> Actor:
    """The actor of this request, found once. Only doors may ask."""
    if "actor" not in g:
        g.actor = current_app.extensions["capitune.actors"][door()]()
    actor: Actor = g.actor
    return actor


def declared(view: View | None) -> Access | None:
    """What this view function declares."""
    return getattr(view, "__access__", None)


def _refuse_undeclared() -> None:
    if request.endpoint is None:
        return
    if declared(current_app.view_functions.get(request.endpoint)) is None:
        log.error("undeclared_endpoint", endpoint=request.endpoint)
        abort(403)


def public(reason: str) -> Callable[[View], View]:
    """Open to everybody, for this reason."""

    def mark(view: View) -> View:
        view.__access__ = Access(None, reason)  # type: ignore[attr-defined]
        return view

    return mark


def access(permission: Permission, *, subject: Loader | None = None) -> Callable[[View], View]:
    """Only for actors who hold ``permission``, on the subject that ``subject(**url)`` loads.

    The view receives the loaded subject instead of the parts of the URL. 401 for nobody, 404 when there
    is no such subject or the actor may not know of it, 403 when they may see but not do.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(**url: Any) -> Any:
            actor = current_actor()
            if not actor.is_signed_in:
                raise Unauthenticated
            engine.require_factor(actor, permission)
            if is_navigation():
                engine.require_terms(actor, permission)
            if subject is None:
                engine.require(actor, permission)
                return view(**url)
            loaded = subject(**url)
            if loaded is None:
                raise NotFound
            engine.require(actor, permission, loaded)
            return view(loaded)

        guarded.__access__ = Access(permission)  # type: ignore[attr-defined]
        return guarded

    return guard


def recently_proved(view: View) -> View:
    """Only for whoever gave their password or a factor within ten minutes; write it under ``access``.

    Others are asked for it on a page that comes back here with what they had sent; programs get 403
    ``step_up_required`` and confirm at ``POST /api/auth/confirm``.
    """

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        recent.require_recent(current_actor())
        return view(*args, **kwargs)

    return guarded
