"""The audit log, for programs of the team."""

from flask import Response, request

from capitune.api import shapes
from capitune.api.blueprint import bp
from capitune.api.presenters import audit as present
from capitune.api.replies import listed
from capitune.api.spec import Auditing, operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access
from capitune.core.i18n import zone_of_reader
from capitune.core.listing import decode, limit_of
from capitune.dossiers.queries.trail import trail, wanted_of


@bp.get("/admin/audit")
@access(Permission.AUDIT_READ)
@operation(200, shapes.AuditLines, tag="admin", paged=Auditing, refuses=(422,))
def list_audit() -> Response:
    """What was done, by whom, on what; newest first."""
    limit, after = limit_of(request.args.get("limit")), decode(request.args.get("after"))
    wanted = wanted_of(request.args, zone_of_reader())
    return listed(present.audit(trail(wanted, limit, after)))
