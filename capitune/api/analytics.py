"""The figures of the service, for programs of the team."""

from flask import Response, request

from capitune.analytics.periods import period_of
from capitune.analytics.queries import counted, last_day, report
from capitune.api import shapes
from capitune.api.blueprint import bp
from capitune.api.presenters import analytics as present
from capitune.api.replies import reply
from capitune.api.spec import Period, operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access


@bp.get("/admin/analytics")
@access(Permission.ANALYTICS_READ)
@operation(200, shapes.Analytics, tag="admin", paged=Period, refuses=(422,))
def read_analytics() -> Response:
    """What a period was like, beside the one before: counted at night."""
    known = counted()
    return reply(present.analytics(report(period_of(request.args, last_day(known))), known))
