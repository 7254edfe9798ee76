"""How one signs in: a new password, and every browser and program that is signed in."""

from flask import Response

from capitune.accounts import queries, services
from capitune.accounts.models import User
from capitune.accounts.opening import Opening
from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.oneself import oneself
from capitune.api.presenters import people
from capitune.api.replies import nothing, reply
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core import limits
from capitune.core.http import own_unit
from capitune.core.work import unit_of_work

TAG = "users"


@bp.put("/users/me/password")
@own_unit("passwords are checked and hashed, slowly, before a database connection is held")
@access(Permission.ACCOUNT_SELF, subject=oneself)
@limits.auth()
@operation(204, tag=TAG)
def change_password(person: User, json: bodies.PasswordChange) -> Response:
    """A new password; every other browser and program is signed out. This token is renewed as usual."""
    checked = services.check_password(person.email, json.current_password)
    chosen = services.choose_password(person, json.new_password)
    with unit_of_work():
        services.change_password(current_actor(), person, checked, chosen)
    return nothing()


@bp.get("/users/me/sessions")
@access(Permission.ACCOUNT_SELF, subject=oneself)
@operation(200, shapes.Sessions, tag=TAG)
def list_sessions(person: User) -> Response:
    """Every browser and program that is signed in."""
    here = current_actor().session_id
    return reply({"items": [people.session(o, here) for o in queries.openings(person)]})


@bp.delete("/users/me/sessions/<uuid:session_id>")
@access(Permission.SESSION_END, subject=queries.opening_by_id)
@operation(204, tag=TAG)
def end_session(opened: Opening) -> Response:
    """Sign one of them out."""
    services.end_opening(current_actor(), opened)
    return nothing()
