"""The directory of verified professionals, and what each shows."""

from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.clock import now
from capitune.core.errors import NotFound
from capitune.core.htmx import page
from capitune.core.listing import limit_of
from capitune.professionals import languages, paths
from capitune.professionals.forms import ContactRequestForm, DirectoryForm
from capitune.professionals.labels import (
    BODIES,
    CLASSES,
    DOMAINS,
    PROFESSIONS,
    PROVINCE_NAMES,
    SCOPES,
    SHORT_BODIES,
)
from capitune.professionals.links import host_of
from capitune.professionals.queries import badge, badges
from capitune.professionals.queries.directory import listed, professional_by_id
from capitune.professionals.queries.requests import exchange
from capitune.professionals.services.requests import PAUSE
from capitune.professionals.shown import Shown
from capitune.professionals.views.blueprint import bp
from capitune.professionals.wanted import Wanted, wanted

LABELS: dict[str, Any] = {
    "professions": PROFESSIONS,
    "domains": DOMAINS,
    "provinces": PROVINCE_NAMES,
    "scopes": SCOPES,
    "bodies": BODIES,
    "classes": CLASSES,
    "short_bodies": SHORT_BODIES,
    "language_names": languages.names,
    "host_of": host_of,
}


@bp.get(paths.DIRECTORY)
@access(Permission.DIRECTORY_READ)
def directory() -> Response:
    """Those found, in today's order."""
    looked_for = wanted(request.args)
    found = listed(looked_for, limit_of(request.args.get("limit")), request.args.get("after"))
    known = badges(row.id for row in found.items)
    return page(
        "professionals/directory.html",
        form=DirectoryForm(formdata=None, data=looked_for.chosen),
        people=[Shown(row, known[row.id]) for row in found.items if row.id in known],
        can_contact=not current_actor().is_staff,
        is_filtered=bool(looked_for.chosen),
        is_first="after" not in request.args,
        next_url=_next(looked_for, found.next_cursor),
        **LABELS,
    )


@bp.get(f"{paths.DIRECTORY}/<uuid:professional_id>")
@access(Permission.DIRECTORY_READ, subject=professional_by_id)
def professional(found: Any) -> Response:
    """What one of them shows, and what was checked."""
    return profile_page(found, ContactRequestForm())


def profile_page(found: Any, form: ContactRequestForm, status: int = 200) -> Response:
    """The page of this row of the directory, with the form to write to them."""
    actor, known = current_actor(), badge(found.id)
    if known is None:
        raise NotFound
    return page(
        "professionals/profile.html",
        status=status,
        person=Shown(found, known),
        is_own=found.id == actor.user_id,
        form=form,
        exchange=exchange(actor.user_id, found.id)
        if actor.is_candidate and actor.user_id
        else None,
        asked_since=now() - PAUSE,
        **LABELS,
    )


def _next(looked_for: Wanted, cursor: str | None) -> str:
    query = urlencode(looked_for.chosen | {"after": cursor or ""})
    return f"{paths.DIRECTORY}?{query}" if cursor else ""
