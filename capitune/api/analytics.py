"""The figures of the service, for programs of the team."""

from datetime import timedelta

from flask import Response, request

from capitune.analytics.periods import period_of
from capitune.analytics.queries import counted, report
from capitune.api import shapes
from capitune.api.blueprint import bp
from capitune.api.presenters import analytics as present
from capitune.api.replies import reply
from capitune.api.spec import Period, operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access
from capitune.core.clock import today
from capitune.core.i18n import HOME_ZONE


@bp.get("/admin/analytics")
@access(Permission.ANALYTICS_READ)
@operation(200, shapes.Analytics, tag="admin", paged=Period, refuses=(422,))
def read_analytics() -> Response:
    """What a period was like, beside the one before: counted at night."""
    known = counted()
    last = known.day if known else today(HOME_ZONE) - timedelta(days=1)
    return reply(present.analytics(report(period_of(request.args, last)), known))
