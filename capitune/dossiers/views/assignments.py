"""Answering a proposal, and ending an access."""

from flask import Response, flash

from capitune.accounts.queries import faces
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.dossiers import services
from capitune.dossiers.forms import ConfirmForm
from capitune.dossiers.models import Assignment
from capitune.dossiers.peopleforms import EndingForm, RefusalForm
from capitune.dossiers.queries import assignment_by_id
from capitune.dossiers.states import AssignmentStatus
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
    """Show someone out, or leave, once the question is answered."""
    if assignment.status is AssignmentStatus.SUGGESTED:
        return _drop(assignment)
    form = EndingForm()
    back, was_active = f"/dossiers/{assignment.dossier_id}", assignment.answered_at is not None
    person_id, status = assignment.professional_id, 422 if form.is_submitted() else 200
    own = person_id == current_actor().user_id
    if form.validate_on_submit() and form.attempt(
        services.end_assignment, current_actor(), assignment, form.reason.data or ""
    ):
        flash(_ended(own=own, was_active=was_active), "success")
        return go("/dossiers" if own else back)
    facts = {"asked": not was_active, "person": faces([person_id])[person_id], "own": own}
    return page("dossiers/end.html", status=status, form=form, back=back, **facts)


def _drop(suggestion: Assignment) -> Response:
    """The candidate says no to a colleague who was suggested; or whoever suggested them thinks better of it."""
    form, back = EndingForm(), f"/dossiers/{suggestion.dossier_id}"
    status, own = (
        422 if form.is_submitted() else 200,
        suggestion.asked_by_id == current_actor().user_id,
    )
    person_id = suggestion.professional_id
    if form.validate_on_submit() and form.attempt(
        services.end_assignment, current_actor(), suggestion, form.reason.data or ""
    ):
        flash(_("Done. They are not asked."), "success")
        return go(f"{back}#people")
    facts = {"person": faces([person_id])[person_id], "own": own}
    return page("dossiers/drop.html", status=status, form=form, back=back, **facts)


def _ended(*, own: bool, was_active: bool) -> str:
    if own:
        return _("Ended. You no longer see this dossier, and the candidate is told.")
    if was_active:
        return _("Ended. They no longer see this dossier.")
    return _("Done. They can no longer accept.")


def _first(form: ConfirmForm) -> str:
    return form.summary[0] if form.summary else _("This was answered already.")
