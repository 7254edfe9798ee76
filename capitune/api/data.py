"""One's own data: a copy of it, and closing the account."""

from flask import Response, current_app

from capitune.accounts import queries, services
from capitune.accounts.models import Export, User
from capitune.accounts.takeaway import to_archive
from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.oneself import oneself
from capitune.api.replies import reply
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor, recently_proved
from capitune.core import limits
from capitune.core.clock import now
from capitune.core.http import own_unit
from capitune.core.work import unit_of_work

TAG = "users"


@bp.post("/users/me/export")
@access(Permission.ACCOUNT_SELF, subject=oneself)
@operation(202, shapes.ExportAsked, tag=TAG, refuses=(409,))
def ask_export(person: User) -> Response:
    """Have a copy of one's data prepared; while one is being prepared, it is that one."""
    export = services.ask_export(current_actor(), person)
    return reply({"id": export.id, "status": export.status}, 202)


@bp.get("/users/me/exports/<uuid:export_id>")
@access(Permission.EXPORT_READ, subject=queries.export_by_id)
@operation(200, shapes.Export, tag=TAG)
def read_export(export: Export) -> Response:
    """How far it is, and where to take it away during seven days."""
    ready = export.is_ready_at(now())
    address = f"{current_app.config['BASE_URL']}/api/users/me/exports/{export.id}/file"
    return reply({"status": export.status, "download_url": address if ready else None})


@bp.get("/users/me/exports/<uuid:export_id>/file")
@access(Permission.EXPORT_READ, subject=queries.export_by_id)
@recently_proved
@own_unit("taking it away is written to the journal")
@operation(302, tag=TAG, refuses=(409,))
def take_export(export: Export) -> Response:
    """The archive itself, by a link that dies within a minute."""
    with unit_of_work():
        services.open_export(current_actor(), export)
    return to_archive(export)


@bp.delete("/users/me")
@own_unit("the password is checked first: that is slow, and must hold no transaction")
@access(Permission.ACCOUNT_SELF, subject=oneself)
@limits.auth()
@operation(202, shapes.Leaving, tag=TAG, refuses=(409,))
def leave(person: User, json: bodies.Leaving) -> Response:
    """Close one's account; it is erased in thirty days. Every browser and program is signed out."""
    checked = services.check_password(person.email, json.password)
    with unit_of_work():
        departure = services.leave(current_actor(), person, checked)
        return reply({"erases_on": departure.erases_at.date()}, 202)
