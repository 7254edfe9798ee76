"""What a page asks by itself: what it missed while its live connection was away, or has none."""

import uuid

from flask import Response, jsonify, request

from capitune.accounts.identity import current_person
from capitune.authz.permissions import Permission
from capitune.authz.watching import missed
from capitune.authz.web import access, current_actor
from capitune.core import catching
from capitune.core.errors import DomainError, Invalid
from capitune.core.ids import parse_id
from capitune.notifications import queries
from capitune.notifications.views.blueprint import bp

MOST_SUBJECTS = 5  # that one page watches


@bp.get("/live")
@access(Permission.NOTIFICATION_LIST)
def live() -> Response:
    """Ids of what happened after the id ``after``: one's notifications, and to each subject of ``watch``
    (``kind:id``), null for one that the reader may not watch.
    """
    start, after = catching.settled(), _after()
    told = queries.notifications_after(current_actor(), after)
    subjects = {named: _missed(named, after) for named in _watched()}
    place = catching.place_after([told, *filter(None, subjects.values())], start)
    person = current_person()
    return jsonify(
        notifications=told,
        unread=person.unread if person else 0,
        subjects=subjects,
        after=place.after,
        more=place.more,
    )


def _after() -> uuid.UUID:
    text = request.args.get("after")
    found = parse_id(text) if text else catching.here()
    if found is None:
        raise Invalid.on("after", "bad_cursor")
    return found


def _watched() -> list[str]:
    return list(dict.fromkeys(request.args.getlist("watch")))[:MOST_SUBJECTS]


def _missed(named: str, after: uuid.UUID) -> list[uuid.UUID] | None:
    kind, _, text = named.partition(":")
    subject_id = parse_id(text)
    if subject_id is None:
        return None
    try:
        return missed(current_actor(), kind, subject_id, after)
    except DomainError:
        return None
