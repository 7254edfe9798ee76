"""Putting an announcement aside."""

import uuid

from flask import Blueprint
from flask.typing import ResponseReturnValue

from capitune.announcements.services import put_aside
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import go
from capitune.core.http import is_htmx

bp = Blueprint("announcements", __name__)


@bp.post("/announcements/<uuid:announcement_id>/read")
@access(Permission.ANNOUNCEMENT_DISMISS)
def read(announcement_id: uuid.UUID) -> ResponseReturnValue:
    """It is gone from the page; without a script, the dashboard comes back."""
    put_aside(current_actor(), announcement_id)
    return ("", 200) if is_htmx() else go("/dashboard")
