"""The desk of assignments: propose a verified professional for a dossier, end an assignment."""

import uuid
from typing import Any

from flask import flash, request, url_for
from flask_admin import expose

from capitune.authz.actor import Actor
from capitune.authz.admin import GuardedView
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.backoffice.forms import AssignmentForm
from capitune.backoffice.labels import ASSIGNMENT_ROLES, ASSIGNMENT_STATUSES
from capitune.backoffice.queries import assignments
from capitune.core.errors import Invalid, NotFound
from capitune.core.htmx import go
from capitune.core.i18n import gettext as _
from capitune.core.i18n import lazy_gettext as _l
from capitune.core.ids import parse_id
from capitune.dossiers import services
from capitune.dossiers.models import Assignment
from capitune.dossiers.queries import assignment_by_id, dossier_by_id
from capitune.dossiers.states import OPEN_ASSIGNMENTS, ReviewerRole
from capitune.professionals.queries import verified_professionals


class AssignmentDesk(GuardedView):
    """``/admin/assignments``."""

    doors = {"index": Permission.DESK_ASSIGN, "end": Permission.DESK_ASSIGN}
    sensitive = frozenset({"index", "end"})
    icon = "user-plus"
    short = _l("Assign")
    group = _l("To do")
    vocabulary = {
        "roles": ASSIGNMENT_ROLES,
        "statuses": ASSIGNMENT_STATUSES,
        "open_statuses": OPEN_ASSIGNMENTS,
    }

    def __init__(self) -> None:
        super().__init__(name=_l("Assignments"), endpoint="assignments", url="/admin/assignments")

    @expose("/", methods=("GET", "POST"))
    def index(self) -> Any:
        """The form, and the latest assignments; sent, it proposes."""
        form = AssignmentForm(number=request.args.get("number"))
        form.professional_id.choices = offered()
        if form.validate_on_submit() and form.attempt(propose, current_actor(), form):
            flash(
                _("The professional is asked by e-mail. Access begins when they accept."), "success"
            )
            return go(self.get_url(".index"))
        return self.render(
            "backoffice/assignments.html",
            status=422 if form.is_submitted() else 200,
            form=form,
            rows=assignments.latest(),
        )

    @expose("/<uuid:assignment_id>/end", methods=("POST",))
    def end(self, assignment_id: uuid.UUID) -> Any:
        """End an assignment: the professional stops seeing the dossier now."""
        assignment = assignment_by_id(assignment_id)
        if assignment is None:
            raise NotFound
        services.end_assignment(current_actor(), assignment)
        flash(_("Ended. The professional no longer sees this dossier."), "success")
        if request.form.get("back") == "dossier":
            return go(url_for("dossierdesk.show", dossier_id=assignment.dossier_id))
        return go(self.get_url(".index"))


def offered() -> dict[str, str]:
    """The choices of the list of professionals."""
    people = verified_professionals()
    return {"": _("Choose a professional")} | {str(person.id): person.name for person in people}


def propose(actor: Actor, form: AssignmentForm) -> Assignment:
    """Propose what the form says.

    Raises ``Invalid`` on ``number`` (``unknown_dossier``) or ``professional_id``
    (``not_a_verified_professional``), and as ``make_assignment`` does.
    """
    dossier_id = assignments.dossier_id_of(form.number.data)
    dossier = dossier_by_id(dossier_id) if dossier_id else None
    if dossier is None:
        raise Invalid.on("number", "unknown_dossier")
    professional_id = parse_id(form.professional_id.data)
    if professional_id is None:
        raise Invalid.on("professional_id", "not_a_verified_professional")
    role = ReviewerRole(form.role.data)
    return services.make_assignment(actor, dossier, professional_id=professional_id, role=role)
