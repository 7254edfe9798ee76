"""Acts on the steps of a dossier."""

from typing import Any

from flask import Response, flash, request

from capitune.accounts.identity import timezone
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.clock import today
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.dossiers import services
from capitune.dossiers.forms import ConfirmForm
from capitune.dossiers.models import Dossier, Step
from capitune.dossiers.paths import to_steps
from capitune.dossiers.queries import dossier_by_id, step_by_id
from capitune.dossiers.states import Owner
from capitune.dossiers.stepforms import HoldForm, MarkForm, NewStepForm, OwnStepForm, StepForm
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.words.naming import named

HERE = "/dossiers/<uuid:dossier_id>/steps"
ONE = f"{HERE}/<uuid:step_id>"


@bp.route(f"{HERE}/new", methods=["GET", "POST"])
@access(Permission.STEP_ADD, subject=dossier_by_id)
def add_step(dossier: Dossier) -> Response:
    """Add one."""
    form, place = NewStepForm(target_on=today(timezone())), to_steps(dossier.id)
    _fit_owners(form)
    if form.validate_on_submit() and form.attempt(_add, dossier, form):
        flash(_("Added."), "success")
        return go(place)
    status = 422 if form.is_submitted() else 200
    return page("dossiers/step.html", status=status, form=form, back=place, step=None, name="")


def _add(dossier: Dossier, form: NewStepForm) -> object:
    facts = {"title": form.title.data or "", "starts_on": form.starts_on.data}
    owner = Owner(form.owner.data)
    return services.add_step(
        current_actor(), dossier, owner=owner, target_on=form.target_on.data, **facts
    )


def _fit_owners(form: Any) -> None:
    """A candidate adds steps of their own only."""
    if current_actor().is_candidate:
        form.owner.choices = [(Owner.CANDIDATE.value, _("You"))]


@bp.route(f"{ONE}/edit", methods=["GET", "POST"])
@access(Permission.STEP_CHANGE, subject=step_by_id)
def change_step(step: Step) -> Response:
    """Change its days, whose turn it is, and what it is called if somebody added it."""
    place, name = to_steps(step.dossier_id), named(step.labels)
    facts = {"owner": step.owner.value, "starts_on": step.starts_on, "target_on": step.target_on}
    own = step.added_by_id is not None
    form = OwnStepForm(title=name, **facts) if own else StepForm(**facts)
    _fit_owners(form)
    if form.validate_on_submit() and form.attempt(_change, step, form):
        flash(_("Saved."), "success")
        return go(place)
    status = form.status_at(step.version)
    return page("dossiers/step.html", status=status, form=form, back=place, step=step, name=name)


def _change(step: Step, form: StepForm | OwnStepForm) -> object:
    changes: dict[str, Any] = {
        "owner": Owner(form.owner.data),
        "starts_on": form.starts_on.data,
        "target_on": form.target_on.data,
    }
    if isinstance(form, OwnStepForm):
        changes["title"] = form.title.data or ""
    return services.change_step(current_actor(), step, changes=changes, version=form.seen)


@bp.route(f"{ONE}/hold", methods=["GET", "POST"])
@access(Permission.STEP_CHANGE, subject=step_by_id)
def hold_step(step: Step) -> Response:
    """Put it on hold, and say why."""
    place, name = to_steps(step.dossier_id), named(step.labels)
    form = HoldForm(hold_reason=step.hold_reason)
    if form.validate_on_submit() and form.attempt(
        services.hold_step, current_actor(), step, form.hold_reason.data or "", form.seen
    ):
        flash(_("On hold."), "success")
        return go(place)
    status = form.status_at(step.version)
    return page("dossiers/step_hold.html", status=status, form=form, back=place, name=name)


@bp.post(f"{ONE}/resume")
@access(Permission.STEP_CHANGE, subject=step_by_id)
def resume_step(step: Step) -> Response:
    """Let it go on."""
    form, place = MarkForm(), to_steps(step.dossier_id)
    if form.validate_on_submit():
        services.resume_step(current_actor(), step)
        flash(_("Taken up again."), "success")
    return go(place)


@bp.post(f"{ONE}/done")
@access(Permission.STEP_COMPLETE, subject=step_by_id)
def mark_step(step: Step) -> Response:
    """Say that it is done, or not after all."""
    form, place = MarkForm(), to_steps(step.dossier_id)
    if form.validate_on_submit():
        done = request.form.get("done") != "0"
        services.mark_step(current_actor(), step, done=done)
        flash(_("Done.") if done else _("Open again."), "success")
    return go(place)


@bp.route(f"{ONE}/remove", methods=["GET", "POST"])
@access(Permission.STEP_CHANGE, subject=step_by_id)
def remove_step(step: Step) -> Response:
    """Remove one that was added, once the question is answered."""
    form, place, name = ConfirmForm(), to_steps(step.dossier_id), named(step.labels)
    if form.validate_on_submit():
        form.attempt(services.remove_step, current_actor(), step)
        if not form.summary:
            flash(_("Removed."), "success")
            return go(place)
    status = 409 if form.is_submitted() else 200
    return page("dossiers/step_remove.html", status=status, form=form, back=place, name=name)
