"""Who accompanies a dossier: asking, proposing, answering, ending."""

from flask import Response

from capitune.accounts.queries import faces
from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.presenters import assignments as present
from capitune.api.replies import created, listed, nothing, reply
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.dossiers import services
from capitune.dossiers.models import Assignment, Dossier
from capitune.dossiers.queries import assignment_by_id, dossier_by_id
from capitune.dossiers.queries.single import assignments_of

TAG = "assignments"


@bp.get("/dossiers/<uuid:dossier_id>/assignments")
@access(Permission.ASSIGNMENT_LIST, subject=dossier_by_id)
@operation(200, shapes.Assignments, tag=TAG)
def list_assignments(dossier: Dossier) -> Response:
    """Who was asked, who accompanies the dossier, who did; professionals see who does."""
    return listed(present.assignments(assignments_of(dossier.id, current_actor())))


@bp.post("/dossiers/<uuid:dossier_id>/assignments")
@access(Permission.ASSIGNMENT_MAKE, subject=dossier_by_id)
@operation(201, shapes.Assignment, tag=TAG, refuses=(409,))
def make_assignment(dossier: Dossier, json: bodies.NewAssignment) -> Response:
    """Ask for a professional (their client) or propose one (an admin)."""
    assignment = services.make_assignment(
        current_actor(), dossier, professional_id=json.professional_id, role=json.role
    )
    location = f"/api/dossiers/{dossier.id}/assignments/{assignment.id}"
    return created(_shown(assignment), location)


@bp.delete("/dossiers/<uuid:dossier_id>/assignments/<uuid:assignment_id>")
@access(Permission.ASSIGNMENT_END, subject=assignment_by_id)
@operation(204, tag=TAG, refuses=(409,))
def end_assignment(assignment: Assignment) -> Response:
    """End it: access ends with it."""
    services.end_assignment(current_actor(), assignment)
    return nothing()


@bp.post("/assignments/<uuid:assignment_id>/accept")
@access(Permission.ASSIGNMENT_ANSWER, subject=assignment_by_id)
@operation(200, shapes.Assignment, tag=TAG, refuses=(409,))
def accept_assignment(assignment: Assignment) -> Response:
    """Accept: access begins."""
    return reply(_shown(services.accept_assignment(current_actor(), assignment)))


@bp.post("/assignments/<uuid:assignment_id>/refuse")
@access(Permission.ASSIGNMENT_ANSWER, subject=assignment_by_id)
@operation(200, shapes.Assignment, tag=TAG, refuses=(409,))
def refuse_assignment(assignment: Assignment, json: bodies.Refusal) -> Response:
    """Refuse, and say why."""
    return reply(_shown(services.refuse_assignment(current_actor(), assignment, json.reason)))


def _shown(assignment: Assignment) -> shapes.Assignment:
    face = faces([assignment.professional_id])[assignment.professional_id]
    return present.assignment(assignment, face)
