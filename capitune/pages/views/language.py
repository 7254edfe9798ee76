"""Choosing the language: a cookie for everybody, the account's own for who is signed in."""

from flask import Response, current_app, make_response, redirect, request

from capitune.accounts import services
from capitune.accounts.identity import current_person
from capitune.accounts.queries import user_by_id
from capitune.authz.web import current_actor, public
from capitune.core.http import local_target, own_unit
from capitune.core.i18n import COOKIE
from capitune.core.work import unit_of_work
from capitune.pages.views.blueprint import bp

ONE_YEAR = 365 * 24 * 3600


@bp.get("/language/<any(fr, en):code>")
@public("everybody reads in their own language")
@own_unit("a link that also writes the account's language")
def language(code: str) -> Response:
    """Read on in this language, at ``next``."""
    if current_person() and not _from_elsewhere():
        _keep(code)
    response = make_response(redirect(local_target(request.args.get("next"), "/"), 303))
    response.set_cookie(
        COOKIE,
        code,
        max_age=ONE_YEAR,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    return response


def _from_elsewhere() -> bool:
    # Another site may lead people here; it may not change what their account says.
    return request.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}


def _keep(code: str) -> None:
    actor = current_actor()
    user = user_by_id(actor.user_id) if actor.user_id else None
    if user is None or user.language.value == code:
        return
    with unit_of_work():
        services.choose_language(actor, user, code)
