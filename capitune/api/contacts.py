"""Contact requests: a candidate writes to a professional, who answers."""

from typing import Any

from flask import Response, request

from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.presenters import professionals as present
from capitune.api.replies import created, listed, reply
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.db import db
from capitune.core.listing import decode, limit_of
from capitune.professionals import services
from capitune.professionals.models import ContactRequest
from capitune.professionals.queries.directory import professional_by_id
from capitune.professionals.queries.requests import contact_row, contact_rows, request_by_id

TAG = "professionals"


@bp.post("/professionals/<uuid:professional_id>/contact-requests")
@access(Permission.CONTACT_ASK, subject=professional_by_id)
@operation(201, shapes.ContactRequest, tag=TAG, refuses=(409,))
def ask_contact(found: Any, json: bodies.NewContactRequest) -> Response:
    """Write to this professional."""
    asked = services.ask_contact(
        current_actor(), found.id, json.text, acknowledged=json.acknowledged
    )
    return created(_shown(asked), f"/api/contact-requests/{asked.id}")


@bp.get("/contact-requests")
@access(Permission.CONTACT_LIST)
@operation(200, shapes.ContactRequests, tag=TAG, paged=True)
def list_contact_requests() -> Response:
    """One's own, written or received, the newest first."""
    limit, after = limit_of(request.args.get("limit")), decode(request.args.get("after"))
    return listed(present.contact_requests(contact_rows(current_actor(), limit, after)))


@bp.get("/contact-requests/<uuid:request_id>")
@access(Permission.CONTACT_READ, subject=request_by_id)
@operation(200, shapes.ContactRequest, tag=TAG)
def read_contact_request(asked: ContactRequest) -> Response:
    """One of them."""
    return reply(_shown(asked))


@bp.post("/contact-requests/<uuid:request_id>/accept")
@access(Permission.CONTACT_ANSWER, subject=request_by_id)
@operation(200, shapes.ContactRequest, tag=TAG, refuses=(409,))
def accept_contact(asked: ContactRequest, json: bodies.Acceptance) -> Response:
    """Say yes."""
    actor = current_actor()
    return reply(_shown(services.accept_contact(actor, asked, json.answer, offers=json.offers)))


@bp.post("/contact-requests/<uuid:request_id>/decline")
@access(Permission.CONTACT_ANSWER, subject=request_by_id)
@operation(200, shapes.ContactRequest, tag=TAG, refuses=(409,))
def decline_contact(asked: ContactRequest, json: bodies.Declining) -> Response:
    """Say no."""
    return reply(_shown(services.decline_contact(current_actor(), asked, json.answer)))


def _shown(asked: ContactRequest) -> shapes.ContactRequest:
    db.session.flush()
    return present.contact_request(contact_row(asked.id))
