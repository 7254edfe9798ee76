"""Pictures of people: one's own is sent and taken back, those of people one is shown are looked at."""

from flask import Response

from capitune.accounts import queries, services
from capitune.accounts.models import User
from capitune.accounts.pictures import Picture
from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.oneself import oneself
from capitune.api.presenters.people import avatar
from capitune.api.replies import nothing, reply
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core import limits
from capitune.core.files.incoming import stored_by
from capitune.core.files.outgoing import to_file
from capitune.core.files.signatures import WEBP
from capitune.core.http import own_unit
from capitune.core.work import unit_of_work

TAG = "users"


@bp.put("/users/me/avatar")
@own_unit("the photo is judged, cut and stored before the transaction")
@access(Permission.ACCOUNT_SELF, subject=oneself)
@limits.upload()
@operation(200, shapes.Avatar, tag=TAG, refuses=(413,))
def put_avatar(person: User, form: bodies.NewAvatar) -> Response:
    """Show this photo beside one's name: its middle square, re-encoded, without what else the file says."""
    with stored_by(services.store_picture, form.file) as incoming, unit_of_work():
        changed = services.change_avatar(current_actor(), person, incoming.stored.id)
        incoming.recorded = True
    return reply(avatar(changed))


@bp.delete("/users/me/avatar")
@access(Permission.ACCOUNT_SELF, subject=oneself)
@operation(204, tag=TAG)
def delete_avatar(person: User) -> Response:
    """Show initials again; the pictures are erased."""
    services.remove_avatar(current_actor(), person)
    return nothing()


@bp.get("/users/<uuid:user_id>/avatar/<uuid:avatar_id>/<int:side>.webp")
@access(Permission.PICTURE_SEE, subject=queries.picture)
@operation(302, tag=TAG)
def read_avatar(found: Picture) -> Response:
    """To an address of 60 seconds that gives the picture, 128 or 512 pixels wide."""
    name = f"{found.side}.webp"
    return to_file(found.key, file_name=name, content_type=WEBP.mime_type, disposition="inline")
