"""Invitations of prospects: made, sent again and withdrawn by a professional; accepted by the candidate."""

from typing import Any

from flask import Response, request

from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.presenters.invitations import invitation, invitations
from capitune.api.replies import created, listed, reply
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.db import db
from capitune.core.errors import NotFound
from capitune.core.listing import decode, limit_of
from capitune.dossiers import services
from capitune.dossiers.models import Invitation
from capitune.dossiers.queries.invitations import invitation_by_id, invitations_of

TAG = "invitations"


@bp.post("/invitations")
@access(Permission.INVITATION_SEND)
@operation(201, shapes.Invitation, tag=TAG, refuses=(409,))
def invite_prospect(json: bodies.NewInvitation) -> Response:
    """Invite somebody by e-mail. The answer never depends on whether they have an account."""
    facts: dict[str, Any] = json.model_dump(exclude={"template"})
    made = services.invite_prospect(current_actor(), template_code=json.template, **facts)
    return created(_shown(made), f"/api/invitations/{made.id}")


@bp.get("/invitations")
@access(Permission.INVITATION_SEND)
@operation(200, shapes.Invitations, tag=TAG, paged=True)
def list_invitations() -> Response:
    """One's own, the newest first."""
    limit, after = limit_of(request.args.get("limit")), decode(request.args.get("after"))
    return listed(invitations(invitations_of(current_actor(), limit, after)))


@bp.get("/invitations/<uuid:invitation_id>")
@access(Permission.INVITATION_MANAGE, subject=invitation_by_id)
@operation(200, shapes.Invitation, tag=TAG)
def read_invitation(found: Invitation) -> Response:
    """One of them."""
    return reply(invitation(found))


@bp.post("/invitations/<uuid:invitation_id>/send")
@access(Permission.INVITATION_MANAGE, subject=invitation_by_id)
@operation(200, shapes.Invitation, tag=TAG, refuses=(409,))
def send_invitation(found: Invitation) -> Response:
    """The letter once more, good for fourteen days."""
    return reply(_shown(services.send_again(current_actor(), found)))


@bp.post("/invitations/<uuid:invitation_id>/withdraw")
@access(Permission.INVITATION_MANAGE, subject=invitation_by_id)
@operation(200, shapes.Invitation, tag=TAG, refuses=(409,))
def withdraw_invitation(found: Invitation) -> Response:
    """The link is worth nothing from now on."""
    return reply(_shown(services.withdraw_invitation(current_actor(), found)))


def _shown(made: Invitation) -> shapes.Invitation:
    db.session.flush()
    found = invitation_by_id(made.id)
    if found is None:
        raise NotFound
    return invitation(found)
