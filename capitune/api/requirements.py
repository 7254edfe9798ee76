"""What a candidate cannot provide, what a professional answers, and how many files are asked for."""

from flask import Response

from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.presenters import documents as present
from capitune.api.replies import reply
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.db import db
from capitune.core.errors import NotFound
from capitune.dossiers import services
from capitune.dossiers.models import Requirement
from capitune.dossiers.queries import known_dossier, papers_of, requirement_by_id

TAG = "documents"


@bp.put("/requirements/<uuid:requirement_id>/excuse")
@access(Permission.DOCUMENT_ADD, subject=requirement_by_id)
@operation(200, shapes.Requirement, tag=TAG, refuses=(409,))
def excuse_requirement(requirement: Requirement, json: bodies.Why) -> Response:
    """Say that the document cannot be provided, and why; again, until a professional answers."""
    return _now(services.excuse(current_actor(), requirement, json.reason))


@bp.delete("/requirements/<uuid:requirement_id>/excuse")
@access(Permission.DOCUMENT_ADD, subject=requirement_by_id)
@operation(200, shapes.Requirement, tag=TAG, refuses=(409,))
def withdraw_excuse(requirement: Requirement) -> Response:
    """It can be provided after all."""
    return _now(services.withdraw_excuse(current_actor(), requirement))


@bp.put("/requirements/<uuid:requirement_id>/waiver")
@access(Permission.REQUIREMENT_WAIVE, subject=requirement_by_id)
@operation(200, shapes.Requirement, tag=TAG, refuses=(409,))
def waive_requirement(requirement: Requirement, json: bodies.Why) -> Response:
    """Do without the document, and say why: it no longer counts. 409 when it is waived already."""
    return _now(services.waive(current_actor(), requirement, json.reason))


@bp.delete("/requirements/<uuid:requirement_id>/waiver")
@access(Permission.REQUIREMENT_WAIVE, subject=requirement_by_id)
@operation(200, shapes.Requirement, tag=TAG)
def restore_requirement(requirement: Requirement) -> Response:
    """Ask for it again."""
    return _now(services.restore(current_actor(), requirement))


@bp.post("/requirements/<uuid:requirement_id>/insist")
@access(Permission.REQUIREMENT_WAIVE, subject=requirement_by_id)
@operation(200, shapes.Requirement, tag=TAG, refuses=(409,))
def insist_on_requirement(requirement: Requirement, json: bodies.Why) -> Response:
    """Ask for it all the same, and say why. 409 when the excuse was answered or taken back."""
    return _now(services.insist(current_actor(), requirement, json.reason))


@bp.put("/requirements/<uuid:requirement_id>/files")
@access(Permission.REQUIREMENT_WAIVE, subject=requirement_by_id)
@operation(200, shapes.Requirement, tag=TAG)
def ask_files(requirement: Requirement, json: bodies.FilesAsked) -> Response:
    """Say how many files the document needs, 1 to 20."""
    return _now(services.ask_files(current_actor(), requirement, json.files))


def _now(requirement: Requirement) -> Response:
    """The requirement with what this request changed."""
    db.session.flush()
    known = known_dossier(requirement.dossier_id)
    line = papers_of(known, current_actor()).requirement(requirement.id) if known else None
    if line is None:
        raise NotFound
    return reply(present.requirement(line))
