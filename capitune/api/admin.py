"""People, for programs of the team: found, invited, corrected, suspended."""

from flask import Response, request

from capitune.accounts import services as accounts
from capitune.accounts.models import User
from capitune.accounts.queries import user_by_id
from capitune.accounts.services import Closing, Invited
from capitune.accounts.states import SuspensionReason
from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.presenters import admin as present
from capitune.api.replies import created, listed, reply
from capitune.api.spec import FindingPeople, operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.db import db
from capitune.core.i18n import zone_of_reader
from capitune.core.listing import decode, limit_of
from capitune.dossiers import services
from capitune.dossiers.queries.people import people_page, wanted_people

TAG = "admin"


@bp.get("/admin/users")
@access(Permission.ACCOUNT_MANAGE)
@operation(200, shapes.KnownPeople, tag=TAG, paged=FindingPeople, refuses=(404, 422))
def list_people() -> Response:
    """Everybody with an account, newest first."""
    limit, after = limit_of(request.args.get("limit")), decode(request.args.get("after"))
    wanted = wanted_people(request.args, zone_of_reader())
    return listed(present.people(people_page(current_actor(), wanted, limit, after)))


@bp.post("/admin/users")
@access(Permission.ACCOUNT_MANAGE)
@operation(201, shapes.KnownPerson, tag=TAG, refuses=(404, 409))
def invite_person(json: bodies.NewPerson) -> Response:
    """Make an account: a letter asks its owner to choose a password. Asks for a fresh proof of who one is."""
    invited = accounts.invite_person(current_actor(), Invited(**json.model_dump()))
    return created(present.person(invited), f"/api/users/{invited.id}")


@bp.patch("/admin/users/<uuid:user_id>")
@access(Permission.ACCOUNT_MANAGE, subject=user_by_id)
@operation(200, shapes.KnownPerson, tag=TAG, refuses=(409,))
def change_person(person: User, json: bodies.PersonChanges) -> Response:
    """Change names, country, language or role; another role ends all that was open. Asks for a fresh proof."""
    changes = json.model_dump(exclude_unset=True, exclude={"version"})
    changed = services.change_person(current_actor(), person, changes, version=json.version)
    db.session.flush()
    return reply(present.person(changed))


@bp.put("/admin/users/<uuid:user_id>/status")
@access(Permission.ACCOUNT_SUSPEND, subject=user_by_id)
@operation(200, shapes.KnownPerson, tag=TAG, refuses=(409,))
def set_status(person: User, json: bodies.PersonStatus) -> Response:
    """Close an account now, or open it again; its owner is told. Asks for a fresh proof."""
    if json.status == "active":
        accounts.reinstate(current_actor(), person)
    else:
        accounts.suspend(current_actor(), person, _closing(json))
    db.session.flush()
    return reply(present.person(person))


def _closing(json: bodies.PersonStatus) -> Closing:
    """A reason that is no code is one in the team's own words; without ``words``, the message says it all."""
    is_code = not json.reason or json.reason in set(SuspensionReason)
    reason = json.reason if is_code else SuspensionReason.OTHER.value
    words = json.words or ("" if is_code else json.reason) or json.message or json.reason
    return Closing(reason, words, json.message, json.until)
