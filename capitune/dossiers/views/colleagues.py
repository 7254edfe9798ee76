"""Suggesting a colleague, and the candidate's answer."""

from typing import Any

from flask import Response, flash, request
from wtforms.fields import SelectChoice

from capitune.accounts.queries import faces
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.errors import NotFound
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.core.ids import parse_id
from capitune.dossiers import services
from capitune.dossiers.forms import ConfirmForm
from capitune.dossiers.models import Assignment, Dossier
from capitune.dossiers.peopleforms import BESIDE, INSTEAD, ColleagueForm
from capitune.dossiers.queries import assignment_by_id, dossier_by_id
from capitune.dossiers.states import AssignmentStatus, ReviewerRole
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.words.labels import ROLE_NAMES, ROLE_NOTES
from capitune.professionals.labels import SCOPES, SHORT_BODIES
from capitune.professionals.queries import badge
from capitune.professionals.queries.directory import listed
from capitune.professionals.wanted import Wanted, wanted

MOST = 20


@bp.route("/dossiers/<uuid:dossier_id>/colleagues/new", methods=["GET", "POST"])
@access(Permission.COLLEAGUE_SUGGEST, subject=dossier_by_id)
def suggest_colleague(dossier: Dossier) -> Response:
    """Whom, in which role, why."""
    form, here = ColleagueForm(), f"/dossiers/{dossier.id}"
    number, actor = dossier.number, current_actor()
    looked_for = wanted(
        {"q": (form.q.data if form.is_submitted() else request.args.get("q")) or ""}
    )
    people = _offer(form, looked_for, actor)
    if form.validate_on_submit() and form.attempt(_suggested, actor, dossier, form):
        flash(_("The candidate is asked. Nobody else knows of it until they agree."), "success")
        return go(f"{here}#people")
    return page(
        "dossiers/colleague.html",
        status=422 if form.is_submitted() else 200,
        form=form,
        here=here,
        number=number,
        q=looked_for.q,
        people=people,
        places={
            BESIDE: _("You both see the dossier."),
            INSTEAD: _("Your access in this role ends when they accept."),
        },
        is_more=len(people) == MOST,
    )


@bp.route(
    "/dossiers/<uuid:dossier_id>/assignments/<uuid:assignment_id>/agree", methods=["GET", "POST"]
)
@access(Permission.SUGGESTION_ANSWER, subject=assignment_by_id)
def agree_to_colleague(suggestion: Assignment) -> Response:
    """Who suggests whom and why, what was checked of them; yes."""
    form, here = ConfirmForm(), f"/dossiers/{suggestion.dossier_id}"
    facts = _facts(suggestion)  # read now: a refused act takes back what was loaded
    if form.validate_on_submit() and form.attempt(
        services.agree_to_colleague, current_actor(), suggestion
    ):
        name = facts["person"].name
        flash(
            _("%(name)s is asked. They see your documents only if they accept.", name=name),
            "success",
        )
        return go(f"{here}#people")
    return page(
        "dossiers/agree.html",
        status=409 if form.is_submitted() else 200,
        form=form,
        back=here,
        **facts,
    )


def _suggested(actor: Actor, dossier: Dossier, form: ColleagueForm) -> Assignment:
    professional_id = parse_id(form.professional_id.data)
    if professional_id is None:
        raise NotFound
    role, motive = ReviewerRole(form.role.data), form.motive.data or ""
    suggested = services.Suggested(professional_id, role, motive, takes_over=form.takes_over)
    return services.suggest_colleague(actor, dossier, suggested)


def _offer(form: ColleagueForm, looked_for: Wanted, actor: Actor) -> dict[str, Any]:
    """Those of the directory who are looked for, as choices; what is said of each, by id."""
    found = [row for row in listed(looked_for, MOST, None).items if row.id != actor.user_id]
    form.q.data = looked_for.q
    form.professional_id.choices = [
        SelectChoice(str(row.id), f"{row.first_name} {row.last_name}") for row in found
    ]
    return {str(row.id): _said_of(row) for row in found}


def _said_of(row: Any) -> str:
    allowed = ", ".join(
        str(SCOPES[scope]) for scope in sorted(row.scopes) if scope != "immigration"
    )
    return " · ".join(part for part in (row.organization, allowed) if part)


def _facts(suggestion: Assignment) -> dict[str, Any]:
    people = faces(key for key in (suggestion.professional_id, suggestion.asked_by_id) if key)
    return {
        "suggestion_id": suggestion.id,
        "person": people[suggestion.professional_id],
        "by": people.get(suggestion.asked_by_id) if suggestion.asked_by_id else None,
        "badge": badge(suggestion.professional_id),
        "is_open": suggestion.status is AssignmentStatus.SUGGESTED,
        "takes_over": suggestion.takes_over,
        "motive": suggestion.motive,
        "role": ROLE_NAMES[suggestion.role],
        "role_note": ROLE_NOTES[suggestion.role],
        "at": suggestion.created_at,
        "scopes": SCOPES,
        "short_bodies": SHORT_BODIES,
    }
