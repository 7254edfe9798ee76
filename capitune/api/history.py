"""What happened in a dossier."""

from flask import Response, request

from capitune.api import shapes
from capitune.api.blueprint import bp
from capitune.api.presenters.history import history
from capitune.api.replies import listed
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access
from capitune.core.listing import decode, limit_of
from capitune.dossiers.models import Dossier
from capitune.dossiers.queries import dossier_by_id, journal


@bp.get("/dossiers/<uuid:dossier_id>/history")
@access(Permission.HISTORY_READ, subject=dossier_by_id)
@operation(200, shapes.History, tag="history", paged=True)
def read_history(dossier: Dossier) -> Response:
    """Who did what, newest first."""
    limit, before = limit_of(request.args.get("limit")), decode(request.args.get("after"))
    return listed(history(journal(dossier, before), limit))
