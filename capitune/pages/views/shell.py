"""What every page's frame reads: the menu, and the same address in the other language."""

from typing import Any
from urllib.parse import quote

from flask import g, has_request_context, request
from werkzeug.local import LocalProxy

from capitune.authz.web import current_actor
from capitune.core.i18n import current_language
from capitune.pages.nav import NavItem, menu
from capitune.pages.views.blueprint import bp


@bp.app_context_processor
def frame() -> dict[str, Any]:
    """``nav`` is read only by pages that show it: fragments and public pages cost no statement."""
    if not has_request_context():
        return {}
    return {"nav": LocalProxy(_menu), "other_locale_url": _other_locale_url()}


def _menu() -> list[NavItem]:
    if "menu" not in g:
        g.menu = menu(current_actor())
    items: list[NavItem] = g.menu
    return items


def _other_locale_url() -> str:
    other = "en" if current_language() == "fr" else "fr"
    here = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return f"/language/{other}?next={quote(here, safe='/')}"
