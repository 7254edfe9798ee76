"""What the candidate said of their situation: to read, and to change."""

from flask import Response, flash

from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.dossiers import services
from capitune.dossiers.forms import AnswersForm
from capitune.dossiers.models import Dossier
from capitune.dossiers.queries import dossier_by_id
from capitune.dossiers.queries.templates import questions_of
from capitune.dossiers.questioning import told, with_questions
from capitune.dossiers.views.blueprint import bp


@bp.get("/dossiers/<uuid:dossier_id>/answers")
@access(Permission.ANSWER_READ, subject=dossier_by_id)
def answers(dossier: Dossier) -> Response:
    """The form for its candidate, the answers for those who accompany them."""
    if can(current_actor(), Permission.DOSSIER_EDIT, dossier):
        return _form_page(dossier, _form(dossier))
    lines = [(question, told(question, dossier.answers)) for question in questions_of(dossier)]
    return page("dossiers/answers_read.html", dossier=dossier, lines=lines)


@bp.post("/dossiers/<uuid:dossier_id>/answers")
@access(Permission.DOSSIER_EDIT, subject=dossier_by_id)
def keep_answers(dossier: Dossier) -> Response:
    """Keep them, and settle what is asked for. A dossier changed meanwhile is not overwritten."""
    form = _form(dossier)
    if form.validate_on_submit() and form.attempt(_keep, dossier, form):
        flash(_("Saved. The list of documents follows your answers."), "success")
        return go(f"/dossiers/{dossier.id}")
    return _form_page(dossier, form)


def _form(dossier: Dossier) -> AnswersForm:
    return with_questions(AnswersForm, questions_of(dossier), dossier.answers)(
        version=dossier.version
    )


def _form_page(dossier: Dossier, form: AnswersForm) -> Response:
    status = form.status_at(dossier.version)
    return page(
        "dossiers/answers.html", status=status, form=form, dossier=dossier, changed=status == 409
    )


def _keep(dossier: Dossier, form: AnswersForm) -> Dossier:
    return services.answer_questions(
        current_actor(), dossier, answers=form.answers, version=form.seen
    )
