"""Stopping letters from a letter, without signing in (RFC 8058)."""

from flask import Response, request

from capitune.accounts.models import User
from capitune.accounts.policy import UNSUBSCRIBE
from capitune.accounts.queries import user_by_id
from capitune.accounts.states import Standing
from capitune.authz.actor import Actor
from capitune.authz.web import public
from capitune.core.errors import NotFound
from capitune.core.htmx import page
from capitune.core.i18n import gettext as _
from capitune.core.i18n import speaking
from capitune.extensions import csrf
from capitune.notifications import services, ways_out
from capitune.notifications.labels import KINDS
from capitune.notifications.states import NotificationKind as Kind
from capitune.notifications.views.blueprint import bp
from capitune.notifications.ways_out import WayOut

PATH = "/unsubscribe/<token>"
GONE = {Standing.LEAVING, Standing.ERASED}


@bp.get(PATH)
@public("the link of a letter, signed: it shows what it would stop, and changes nothing")
def ask_to_stop(token: str) -> Response:
    """The buttons. Mail programs and scanners open links by themselves: only a button acts."""
    return _page(_read(token), token)


@bp.post(PATH)
@csrf.exempt
@public("the link of a letter is the right, and all that it allows is to stop letters")
def stop(token: str) -> Response:
    """Stop them: by the button of the page, or by that of a mail program, which sends no cookie and
    follows no redirect. Again changes nothing.
    """
    way = _read(token)
    user = user_by_id(way.user_id)
    scope = ways_out.ALL if request.form.get("scope") == ways_out.ALL else way.scope
    if user is not None and user.standing not in GONE:
        services.stop(Actor.system(UNSUBSCRIBE), user, scope)
    return _page(WayOut(way.user_id, scope), token, is_done=True)


def _read(token: str) -> WayOut:
    way = ways_out.read_token(token)
    if way is None:
        raise NotFound
    return way


def _page(way: WayOut, token: str, *, is_done: bool = False) -> Response:
    """In the language of whoever gets the letters."""
    user: User | None = user_by_id(way.user_id)
    with speaking(user.language.value if user else "fr"):
        return page(
            "notifications/unsubscribe.html",
            token=token,
            is_done=is_done,
            is_all=way.scope == ways_out.ALL,
            name=_name(way.scope),
        )


def _name(scope: str) -> str:
    """What these letters are about."""
    if scope in set(Kind):
        return str(KINDS[Kind(scope)])
    if scope == ways_out.DIGEST:
        return _("The digest: several pieces of news in one e-mail")
    if scope == ways_out.COMMUNICATIONS:
        return _("E-mails about webinars and guides")
    return _("All e-mails")
