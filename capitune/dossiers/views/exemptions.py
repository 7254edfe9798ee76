"""What a candidate cannot provide, and what a professional answers."""

from typing import Any

from flask import Response, flash

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.dossiers import services
from capitune.dossiers.forms import AnswerForm, ConfirmForm, ExcuseForm, FilesForm
from capitune.dossiers.models import Requirement
from capitune.dossiers.paths import to_dossier, to_row
from capitune.dossiers.queries import requirement_by_id
from capitune.dossiers.states import Exemption
from capitune.dossiers.views.blueprint import bp

HERE = "/dossiers/<uuid:dossier_id>/requirements/<uuid:requirement_id>"


def row_of(asked: Requirement) -> str:
    """The address of its row, open."""
    return to_row(to_dossier(asked.dossier_id), asked.id)


@bp.route(f"{HERE}/excuse", methods=["GET", "POST"])
@access(Permission.DOCUMENT_ADD, subject=requirement_by_id)
def excuse(asked: Requirement) -> Response:
    """Say that it cannot be provided, and why."""
    form = ExcuseForm(reason=asked.excuse)
    if form.validate_on_submit() and form.attempt(
        services.excuse, current_actor(), asked, form.reason.data or ""
    ):
        flash(_("Said. A professional answers, and you are told."), "success")
        return go(row_of(asked))
    return _form("dossiers/excuse.html", form, asked)


@bp.post(f"{HERE}/excuse/withdraw")
@access(Permission.DOCUMENT_ADD, subject=requirement_by_id)
def withdraw_excuse(asked: Requirement) -> Response:
    """It can be provided after all."""
    return _at_once(asked, services.withdraw_excuse, _("Taken back: you can send it."))


@bp.route(f"{HERE}/answer", methods=["GET", "POST"])
@access(Permission.REQUIREMENT_WAIVE, subject=requirement_by_id)
def answer(asked: Requirement) -> Response:
    """Do without it or ask for it all the same, and say why."""
    form = AnswerForm()
    excused = asked.exemption is Exemption.EXCUSED
    if not excused and form.decision.data is None:
        form.decision.data = Exemption.WAIVED.value  # nothing was said that could be answered
    if form.validate_on_submit():
        act = services.waive if form.decision.data == Exemption.WAIVED.value else services.insist
        if form.attempt(act, current_actor(), asked, form.reason.data or ""):
            flash(_("Saved. The candidate is told."), "success")
            return go(row_of(asked))
    return _form("dossiers/answer.html", form, asked, excused=excused)


@bp.post(f"{HERE}/restore")
@access(Permission.REQUIREMENT_WAIVE, subject=requirement_by_id)
def restore(asked: Requirement) -> Response:
    """Ask for it again."""
    return _at_once(asked, services.restore, _("It is asked for again. The candidate is told."))


@bp.post(f"{HERE}/files")
@access(Permission.REQUIREMENT_WAIVE, subject=requirement_by_id)
def ask_files(asked: Requirement) -> Response:
    """Say how many files it needs."""
    form, place = FilesForm(), row_of(asked)
    wanted = form.files.data if form.validate_on_submit() else 0
    if form.attempt(services.ask_files, current_actor(), asked, wanted or 0):
        flash(_("Saved."), "success")
    else:
        flash(_("Between 1 and 20 files."), "error")
    return go(place)


def _at_once(asked: Requirement, act: Any, said: str) -> Response:
    form, place = ConfirmForm(), row_of(asked)
    if form.attempt(act, current_actor(), asked):
        flash(said, "success")
    for problem in form.summary:
        flash(problem, "error")
    return go(place)


def _form(template: str, form: Any, asked: Requirement, **more: Any) -> Response:
    status = 422 if form.is_submitted() else 200
    return page(template, status=status, form=form, asked=asked, back=row_of(asked), **more)
