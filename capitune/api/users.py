"""People: oneself, and what is public of others."""

from flask import Response

from capitune.accounts import queries, services
from capitune.accounts.models import User
from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.oneself import oneself
from capitune.api.presenters import people
from capitune.api.replies import reply
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.professionals.queries import practice_of

TAG = "users"


@bp.get("/users/me")
@access(Permission.ACCOUNT_SELF, subject=oneself)
@operation(200, shapes.User, tag=TAG)
def read_me(person: User) -> Response:
    """One's own account."""
    return reply(people.user(person))


@bp.patch("/users/me")
@access(Permission.ACCOUNT_SELF, subject=oneself)
@operation(200, shapes.User, tag=TAG)
def edit_me(person: User, json: bodies.ProfileChanges) -> Response:
    """Change one's own profile; what is not sent stays."""
    changes = json.model_dump(exclude_unset=True)
    return reply(people.user(services.edit_profile(current_actor(), person, changes)))


@bp.get("/users/<uuid:user_id>")
@access(Permission.PROFILE_READ, subject=queries.user_by_id)
@operation(200, shapes.PublicProfile, tag=TAG)
def read_profile(person: User) -> Response:
    """What is public of somebody."""
    return reply(people.public_profile(person, practice_of(person.id)))
