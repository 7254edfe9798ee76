"""Answering a proposal, and ending an access."""

from flask import Response, flash
from flask_babel import gettext as _

from capitune.accounts.queries import faces
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import go, page
from capitune.dossiers import services
from capitune.dossiers.forms import ConfirmForm, RefusalForm
from capitune.dossiers.models import Assignment
from capitune.dossiers.queries import assignment_by_id
from capitune.dossiers.views.blueprint import bp


@bp.post("/assignments/<uuid:assignment_id>/accept")
@access(Permission.ASSIGNMENT_ANSWER, subject=assignment_by_id)
def accept(assignment: Assignment) -> Response:
    """Access begins now."""
    form = ConfirmForm()
    if form.validate_on_submit() and form.attempt(
        services.accept_assignment, current_actor(), assignment
    ):
        flash(_("Accepted. You now see this dossier, and the candidate is told."), "success")
        return go(f"/dossiers/{assignment.dossier_id}")
    flash(_first(form), "error")
    return go("/dashboard")


@bp.route("/assignments/<uuid:assignment_id>/refuse", methods=["GET", "POST"])
@access(Permission.ASSIGNMENT_ANSWER, subject=assignment_by_id)
def refuse(assignment: Assignment) -> Response:
    """Say no, with a reason."""
    form = RefusalForm()
    number = assignment.dossier.number  # read now: a refused act takes back what was loaded
    if form.validate_on_submit() and form.attempt(
        services.refuse_assignment, current_actor(), assignment, form.reason.data
    ):
        flash(_("Refused. Whoever asked is told, with your reason."), "success")
        return go("/dashboard")
    return page(
        "dossiers/refuse.html",
        status=422 if form.is_submitted() else 200,
        form=form,
        number=number,
    )


@bp.route(
    "/dossiers/<uuid:dossier_id>/assignments/<uuid:assignment_id>/end", methods=["GET", "POST"]
)
@access(Permission.ASSIGNMENT_END, subject=assignment_by_id)
def end(assignment: Assignment) -> Response:
    """Show someone out, once the question is answered."""
    form = ConfirmForm()
    back, was_active = f"/dossiers/{assignment.dossier_id}", assignment.answered_at is not None
    if form.validate_on_submit() and form.attempt(
        services.end_assignment, current_actor(), assignment
    ):
        seen = _("Ended. They no longer see this dossier.")
        flash(seen if was_active else _("Done. They can no longer accept."), "success")
        return go(back)
    person = faces([assignment.professional_id])[assignment.professional_id]
    return page("dossiers/end.html", form=form, back=back, assignment=assignment, person=person)


def _first(form: ConfirmForm) -> str:
    return form.summary[0] if form.summary else _("This was answered already.")
