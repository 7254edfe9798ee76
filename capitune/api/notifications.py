"""What one is told."""

from flask import Response, request

from capitune.accounts.identity import current_person
from capitune.api import shapes
from capitune.api.blueprint import bp
from capitune.api.presenters import notifications as present
from capitune.api.replies import listed, nothing
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.listing import decode, limit_of
from capitune.notifications import queries, services
from capitune.notifications.models import Notification

TAG = "notifications"


@bp.get("/notifications")
@access(Permission.NOTIFICATION_LIST)
@operation(200, shapes.Notifications, tag=TAG, paged=True)
def list_notifications() -> Response:
    """One's own notifications, newest first."""
    limit, after = limit_of(request.args.get("limit")), decode(request.args.get("after"))
    page = queries.notification_rows(current_actor(), limit, after)
    person = current_person()
    return listed(present.notifications(page, person.unread if person else 0))


@bp.put("/notifications/<uuid:notification_id>/read")
@access(Permission.NOTIFICATION_READ, subject=queries.notification_by_id)
@operation(204, tag=TAG)
def read_notification(notification: Notification) -> Response:
    """Mark one as read; twice is once."""
    services.mark_read(current_actor(), notification)
    return nothing()


@bp.put("/notifications/read")
@access(Permission.NOTIFICATION_LIST)
@operation(204, tag=TAG)
def read_all_notifications() -> Response:
    """Mark all as read."""
    services.mark_all_read(current_actor())
    return nothing()
