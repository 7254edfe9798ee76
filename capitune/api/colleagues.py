"""Colleagues whom professionals suggest, and the candidate's answer."""

from flask import Response

from capitune.accounts.queries import faces
from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.presenters import assignments as present
from capitune.api.replies import created, listed, reply
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.dossiers import services
from capitune.dossiers.models import Assignment, Dossier
from capitune.dossiers.queries import assignment_by_id, dossier_by_id
from capitune.dossiers.queries.single import assignments_of

TAG = "assignments"


@bp.get("/dossiers/<uuid:dossier_id>/suggestions")
@access(Permission.ASSIGNMENT_LIST, subject=dossier_by_id)
@operation(200, shapes.Suggestions, tag=TAG)
def list_suggestions(dossier: Dossier) -> Response:
    """Colleagues who are suggested and wait for the candidate; a professional sees those of their own."""
    return listed(present.suggestions(assignments_of(dossier.id, current_actor())))


@bp.post("/dossiers/<uuid:dossier_id>/suggestions")
@access(Permission.COLLEAGUE_SUGGEST, subject=dossier_by_id)
@operation(201, shapes.Suggestion, tag=TAG, refuses=(409,))
def suggest_colleague(dossier: Dossier, json: bodies.NewSuggestion) -> Response:
    """Suggest a colleague, beside oneself or in one's place: the candidate decides."""
    suggested = services.Suggested(
        json.professional_id, json.role, json.motive, takes_over=json.takes_over
    )
    made = services.suggest_colleague(current_actor(), dossier, suggested)
    face = faces([made.professional_id])[made.professional_id]
    return created(present.suggestion(made, face), f"/api/dossiers/{dossier.id}/suggestions")


@bp.post("/suggestions/<uuid:assignment_id>/agree")
@access(Permission.SUGGESTION_ANSWER, subject=assignment_by_id)
@operation(200, shapes.Assignment, tag=TAG, refuses=(409,))
def agree_to_colleague(suggestion: Assignment) -> Response:
    """Agree: the colleague is asked."""
    agreed = services.agree_to_colleague(current_actor(), suggestion)
    face = faces([agreed.professional_id])[agreed.professional_id]
    return reply(present.assignment(agreed, face))
