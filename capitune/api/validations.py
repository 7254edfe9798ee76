"""Licences that wait for the team: the queue, a yes, a no."""

from flask import Response, request

from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.presenters import credentials as present
from capitune.api.replies import listed, reply
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.listing import decode, limit_of
from capitune.professionals import services
from capitune.professionals.models import Credential
from capitune.professionals.queries.credentials import credential_by_id
from capitune.professionals.queries.validations import Pile, validations

TAG = "admin"


@bp.get("/admin/validations")
@access(Permission.CREDENTIAL_QUEUE)
@operation(200, shapes.Validations, tag=TAG, paged=True)
def list_validations() -> Response:
    """What waits for a decision, the one submitted first on top."""
    limit, after = limit_of(request.args.get("limit")), decode(request.args.get("after"))
    return listed(present.validations(validations(current_actor(), limit, after, Pile.QUEUE)))


@bp.post("/admin/validations/<uuid:credential_id>/approve")
@access(Permission.CREDENTIAL_DECIDE, subject=credential_by_id)
@operation(200, shapes.ValidationOutcome, tag=TAG, refuses=(409,))
def approve_credential(credential: Credential) -> Response:
    """Approve: ``awaiting_second`` until somebody else has approved too, then ``approved``. The register's
    contact must have been proved by a code.
    """
    outcome = services.approve(current_actor(), credential)
    return reply({"id": credential.id, "status": outcome})


@bp.post("/admin/validations/<uuid:credential_id>/reject")
@access(Permission.CREDENTIAL_DECIDE, subject=credential_by_id)
@operation(200, shapes.ValidationOutcome, tag=TAG, refuses=(409,))
def reject_credential(credential: Credential, json: bodies.Reason) -> Response:
    """Refuse, and say why."""
    refused = services.reject(current_actor(), credential, json.reason)
    return reply({"id": refused.id, "status": refused.status})
