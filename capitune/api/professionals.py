"""Verified professionals: finding them, and what each shows."""

from typing import Any

from flask import Response, request

from capitune.api import shapes
from capitune.api.blueprint import bp
from capitune.api.presenters import professionals as present
from capitune.api.replies import listed, reply
from capitune.api.spec import Looking, operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access
from capitune.core.errors import NotFound
from capitune.core.listing import limit_of
from capitune.professionals.queries import badge, badges
from capitune.professionals.queries import directory as read
from capitune.professionals.wanted import wanted

TAG = "professionals"


@bp.get("/professionals")
@access(Permission.DIRECTORY_READ)
@operation(200, shapes.Professionals, tag=TAG, paged=Looking)
def list_professionals() -> Response:
    """Those found, in today's order."""
    looked_for = wanted(request.args, strict=True)
    page = read.listed(looked_for, limit_of(request.args.get("limit")), request.args.get("after"))
    return listed(present.professionals(page, badges(row.id for row in page.items)))


@bp.get("/professionals/<uuid:professional_id>")
@access(Permission.DIRECTORY_READ, subject=read.professional_by_id)
@operation(200, shapes.ProfessionalProfile, tag=TAG)
def read_professional(found: Any) -> Response:
    """What one of them shows, and what was checked."""
    known = badge(found.id)
    if known is None:
        raise NotFound
    return reply(present.profile(found, known))
