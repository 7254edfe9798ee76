"""The bell: what one was told, newest first."""

from collections.abc import Iterable
from typing import Any

from flask import Response, flash, request

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import fragment, go, page
from capitune.core.i18n import gettext as _
from capitune.core.listing import decode, limit_of
from capitune.notifications import queries, services
from capitune.notifications.forms import MarkForm
from capitune.notifications.marks import mark_of
from capitune.notifications.texts import words_of
from capitune.notifications.views.blueprint import bp


@bp.get("/notifications")
@access(Permission.NOTIFICATION_LIST)
def index() -> Response:
    """One's own, newest first."""
    limit, after = limit_of(request.args.get("limit")), decode(request.args.get("after"))
    found = queries.notification_rows(current_actor(), limit, after)
    return page(
        "notifications/index.html",
        items=shown(found.items),
        next_url=f"/notifications?after={found.next_cursor}" if found.next_cursor else "",
        form=MarkForm(),
        is_newest=after is None,
    )


@bp.get("/notifications/bell")
@access(Permission.NOTIFICATION_LIST)
def bell() -> Response:
    """The bell alone, with how many are unread now."""
    return fragment("notifications/_bell.html")


@bp.post("/notifications/read")
@access(Permission.NOTIFICATION_LIST)
def mark_all_read() -> Response:
    """Mark all as read."""
    if MarkForm().validate_on_submit():
        services.mark_all_read(current_actor())
        flash(_("All marked as read."), "success")
    return go("/notifications")


def shown(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Rows with their words and their mark, for a list."""
    return [{"row": row, "words": words_of(row), "mark": mark_of(row.kind)} for row in rows]
