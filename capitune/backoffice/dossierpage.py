"""One dossier at the desk: its people, its deadlines; proposing somebody, and one in the place of another."""

import uuid
from typing import Any

from flask import flash
from flask_admin import expose

from capitune.accounts.identity import timezone
from capitune.authz.admin import GuardedView
from capitune.authz.web import current_actor
from capitune.backoffice.assignments import offered
from capitune.backoffice.dossierforms import ProposalForm, TransferForm
from capitune.backoffice.queries.staffdossier import deadlines_of, places_of, staff_dossier
from capitune.core.clock import today
from capitune.core.errors import Invalid, NotFound
from capitune.core.htmx import go
from capitune.core.i18n import gettext as _
from capitune.core.ids import parse_id
from capitune.dossiers import services
from capitune.dossiers.models import Assignment, Dossier
from capitune.dossiers.queries import assignment_by_id, dossier_by_id
from capitune.dossiers.queries.glass import running_grant
from capitune.dossiers.states import KNOWN_ASSIGNMENTS, OPEN_ASSIGNMENTS, ReviewerRole


class DossierPages(GuardedView):
    """The pages of one dossier, mixed into its desk."""

    @expose("/<uuid:dossier_id>")
    def show(self, dossier_id: uuid.UUID) -> Any:
        """Facts, people, deadlines, and who accompanied it."""
        form = ProposalForm(formdata=None)
        form.professional_id.choices = offered()
        return self._dossier(dossier_id, form)

    @expose("/<uuid:dossier_id>/propose", methods=("POST",))
    def propose(self, dossier_id: uuid.UUID) -> Any:
        """Ask a professional to accompany it."""
        dossier, form = found(dossier_id), ProposalForm()
        form.professional_id.choices = offered()
        if form.validate_on_submit() and form.attempt(propose_for, form, dossier):
            flash(
                _("The professional is asked by e-mail. Access begins when they accept."), "success"
            )
            return go(self.get_url(".show", dossier_id=dossier_id))
        return self._dossier(dossier_id, form, status=422)

    @expose("/<uuid:dossier_id>/transfer/<uuid:assignment_id>", methods=("GET", "POST"))
    def transfer(self, dossier_id: uuid.UUID, assignment_id: uuid.UUID) -> Any:
        """Another professional in the place of this one."""
        place, form = _place(dossier_id, assignment_id), TransferForm()
        own, number = str(place.professional_id), place.dossier.number
        form.professional_id.choices = {key: name for key, name in offered().items() if key != own}
        if form.validate_on_submit() and form.attempt(_transfer, form, place):
            flash(
                _("Transferred: one is told that their access ended, the other is asked."),
                "success",
            )
            return go(self.get_url(".show", dossier_id=dossier_id))
        places = {one.id: one for one in places_of(dossier_id)}
        return self.render(
            "backoffice/dossier_transfer.html",
            status=422 if form.is_submitted() else 200,
            form=form,
            number=number,
            place=places[assignment_id],
            back=self.get_url(".show", dossier_id=dossier_id),
        )

    def _dossier(self, dossier_id: uuid.UUID, form: ProposalForm, status: int = 200) -> Any:
        facts = staff_dossier(dossier_id)
        if facts is None:
            raise NotFound
        places = places_of(dossier_id)
        return self.render(
            "backoffice/dossier.html",
            status=status,
            row=facts,
            form=form,
            here=[one for one in places if one.status in OPEN_ASSIGNMENTS],
            places=places,
            movable=KNOWN_ASSIGNMENTS,
            deadlines=deadlines_of(dossier_id),
            today=today(timezone()),
            grant=running_grant(current_actor(), dossier_id),
        )


def found(dossier_id: uuid.UUID) -> Dossier:
    """The dossier. Raises ``NotFound``."""
    dossier = dossier_by_id(dossier_id)
    if dossier is None:
        raise NotFound
    return dossier


def propose_for(form: ProposalForm, dossier: Dossier) -> Assignment:
    """Propose for it whom the form says; raises as ``make_assignment`` does."""
    return services.make_assignment(
        current_actor(),
        dossier,
        professional_id=chosen_professional(form),
        role=ReviewerRole(form.role.data),
    )


def chosen_professional(form: ProposalForm | TransferForm) -> uuid.UUID:
    """Whom it names. Raises ``Invalid`` (``not_a_verified_professional``) for what is no id."""
    key = parse_id(form.professional_id.data)
    if key is None:
        raise Invalid.on("professional_id", "not_a_verified_professional")
    return key


def _transfer(form: TransferForm, place: Assignment) -> Assignment:
    return services.transfer(
        current_actor(),
        place,
        professional_id=chosen_professional(form),
        reason=form.reason.data or "",
    )


def _place(dossier_id: uuid.UUID, assignment_id: uuid.UUID) -> Assignment:
    place = assignment_by_id(assignment_id)
    if place is None or place.dossier_id != dossier_id or place.status not in OPEN_ASSIGNMENTS:
        raise NotFound
    return place
