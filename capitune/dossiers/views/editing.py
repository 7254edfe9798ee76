"""Changing a dossier's own facts: title, project, date, archive, stage."""

from typing import Any

from flask import Response, flash

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.dossiers import services
from capitune.dossiers.forms import ConfirmForm, EditingForm, StageForm
from capitune.dossiers.models import Dossier
from capitune.dossiers.queries import dossier_by_id
from capitune.dossiers.states import Stage
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.pipeline import board_address
from capitune.dossiers.words.labels import STAGES


@bp.route("/dossiers/<uuid:dossier_id>/edit", methods=["GET", "POST"])
@access(Permission.DOSSIER_EDIT, subject=dossier_by_id)
def edit(dossier: Dossier) -> Response:
    """Title, project and planned date. A dossier changed meanwhile is not overwritten."""
    form, here = EditingForm(obj=dossier), f"/dossiers/{dossier.id}"
    if form.validate_on_submit() and form.attempt(_edit, dossier, form):
        flash(_("Saved."), "success")
        return go(here)
    status = form.status_at(dossier.version)
    return page(
        "dossiers/edit.html",
        status=status,
        form=form,
        here=here,
        title=dossier.title,
        changed=status == 409,
    )


def _edit(dossier: Dossier, form: EditingForm) -> Dossier:
    changes: dict[str, Any] = {
        name: form[name].data for name in ("title", "description", "planned_submission_on")
    }
    return services.edit_dossier(current_actor(), dossier, changes=changes, version=form.seen)


@bp.route("/dossiers/<uuid:dossier_id>/archive", methods=["GET", "POST"])
@access(Permission.DOSSIER_ARCHIVE, subject=dossier_by_id)
def archive(dossier: Dossier) -> Response:
    """Set it aside, once the question is answered."""
    form = ConfirmForm()
    if form.validate_on_submit():
        services.archive(current_actor(), dossier)
        flash(_("Archived. You can reopen it at any time."), "success")
        return go(f"/dossiers/{dossier.id}")
    return page("dossiers/archive.html", form=form, dossier=dossier)


@bp.post("/dossiers/<uuid:dossier_id>/reopen")
@access(Permission.DOSSIER_ARCHIVE, subject=dossier_by_id)
def reopen(dossier: Dossier) -> Response:
    """Take it up again."""
    services.reopen(current_actor(), dossier)
    flash(_("Reopened."), "success")
    return go(f"/dossiers/{dossier.id}")


@bp.post("/dossiers/<uuid:dossier_id>/stage")
@access(Permission.DOSSIER_STAGE, subject=dossier_by_id)
def stage(dossier: Dossier) -> Response:
    """Move it one stage; where that is not possible, say why."""
    form = StageForm()
    back = f"/dossiers/{dossier.id}"
    if form.board.data is not None:
        back = f"{board_address(form.board.data)}#case-{dossier.id}"
    if form.validate_on_submit() and form.stage.data in set(Stage):
        wanted = Stage(form.stage.data)
        if form.attempt(services.move_stage, current_actor(), dossier, wanted):
            flash(_("The dossier is now at stage “%(stage)s”.", stage=STAGES[wanted]), "success")
            return go(back)
    flash(form.summary[0] if form.summary else _("Choose a stage."), "error")
    return go(back)
