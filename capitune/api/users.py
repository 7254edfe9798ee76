"""People: oneself, and what is public of others."""

from typing import Any

from flask import Response

from capitune.accounts import queries, services, typed
from capitune.accounts.models import User
from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.oneself import oneself
from capitune.api.presenters import people
from capitune.api.presenters.me import me
from capitune.api.replies import reply
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.db import db
from capitune.professionals import services as practices
from capitune.professionals.queries import completeness_of, practice_of

TAG = "users"


@bp.get("/users/me")
@access(Permission.ACCOUNT_SELF, subject=oneself)
@operation(200, shapes.Me, tag=TAG)
def read_me(person: User) -> Response:
    """One's own account."""
    return reply(_whole(person))


@bp.patch("/users/me")
@access(Permission.ACCOUNT_SELF, subject=oneself)
@operation(200, shapes.Me, tag=TAG)
def edit_me(person: User, json: bodies.ProfileChanges) -> Response:
    """Change one's own profile; what is not sent stays."""
    changes = json.model_dump(exclude_unset=True)
    if "budget" in changes:
        budget = changes.pop("budget")
        changes["budget_cents"] = budget["amount_cents"] if budget else None
    _apply(person, changes)
    return reply(_whole(person))


def _apply(person: User, changes: dict[str, Any]) -> None:
    """To the account, the project and the practice; all or nothing, with the errors of all."""
    actor = current_actor()
    offered = dict(changes)
    if actor.is_professional:
        own = {name: value for name, value in changes.items() if name != "province"}
        acts = [lambda: practices.edit_practice(actor, person, offered)]
    else:
        own = changes
        acts = [lambda: practices.refuse_practice(person, offered)]
    typed.all_of(lambda: services.edit_profile(actor, person, own), *acts)


def _whole(person: User) -> shapes.Me:
    db.session.flush()
    actor, complete = current_actor(), completeness_of(person.id)
    project = queries.project_of(person.id) if actor.is_candidate else None
    practice = practice_of(person.id) if actor.is_professional else None
    return me(person, project, practice, complete)


@bp.get("/users/<uuid:user_id>")
@access(Permission.PROFILE_READ, subject=queries.user_by_id)
@operation(200, shapes.PublicProfile, tag=TAG)
def read_profile(person: User) -> Response:
    """What is public of somebody."""
    return reply(people.public_profile(person, practice_of(person.id)))
