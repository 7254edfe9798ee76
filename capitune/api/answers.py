"""What a candidate answers about their situation; their answers decide on conditional documents."""

from flask import Response

from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.presenters.catalogue import question
from capitune.api.replies import reply
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.dossiers import services
from capitune.dossiers.models import Dossier
from capitune.dossiers.queries import dossier_by_id
from capitune.dossiers.queries.templates import questions_of

TAG = "dossiers"


@bp.get("/dossiers/<uuid:dossier_id>/answers")
@access(Permission.ANSWER_READ, subject=dossier_by_id)
@operation(200, shapes.Answers, tag=TAG)
def read_answers(dossier: Dossier) -> Response:
    """The questions and the answers given."""
    return reply(_shown(dossier))


@bp.put("/dossiers/<uuid:dossier_id>/answers")
@access(Permission.DOSSIER_EDIT, subject=dossier_by_id)
@operation(200, shapes.Answers, tag=TAG, refuses=(409,))
def put_answers(dossier: Dossier, json: bodies.DossierAnswers) -> Response:
    """Replace the answers: documents are called for or set aside anew; nothing sent is lost."""
    answered = services.answer_questions(
        current_actor(), dossier, answers=json.answers, version=json.version
    )
    return reply(_shown(answered))


def _shown(dossier: Dossier) -> shapes.Answers:
    return {
        "questions": [question(asked) for asked in questions_of(dossier)],
        "answers": dossier.answers,
        "version": dossier.version,
    }
