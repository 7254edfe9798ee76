"""Assigning the dossiers that staff ticked: asked, shown, done row by row, told row by row."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs

from flask import flash, request
from flask_admin import expose

from capitune.authz.admin import GuardedView
from capitune.authz.web import current_actor
from capitune.backoffice.assignments import offered
from capitune.backoffice.dossierforms import BulkAssignmentForm
from capitune.backoffice.dossierpage import chosen_professional, found, propose_for
from capitune.backoffice.queries.dossiers import DeskLine
from capitune.backoffice.queries.staffdossier import lines_of
from capitune.backoffice.soughtdossiers import FILTERS
from capitune.core.answers import sentence
from capitune.core.bulk import each
from capitune.core.clock import now
from capitune.core.errors import Invalid
from capitune.core.htmx import go
from capitune.core.http import own_unit
from capitune.core.i18n import gettext as _
from capitune.core.i18n import lazy_gettext as _l
from capitune.core.ids import parse_id
from capitune.core.listing import encode
from capitune.dossiers import services
from capitune.dossiers.queries.picks import picked
from capitune.dossiers.services.places import check_scope
from capitune.dossiers.services.transfers import place_in
from capitune.dossiers.states import ReviewerRole
from capitune.professionals.queries import verified_professional

TICKS = {
    "none_picked": _l("Tick at least one dossier first."),
    "too_many_picked": _l("Tick at most 50 dossiers at a time."),
    "bad_pick": _l("One of these is no dossier. Tick them again."),
}
Lines = Mapping[uuid.UUID, DeskLine]


class DossierBulk(GuardedView):
    """The act on several dossiers, mixed into their desk."""

    @expose("/bulk", methods=("GET", "POST"))
    @own_unit("each dossier is an act of its own: what one refuses undoes no other")
    def bulk(self) -> Any:
        """Ask whom to propose for the dossiers ticked; show it; do it."""
        form = _form()
        back = self.get_url(".index", **_filters(form.came.data or ""))
        try:
            keys = picked(form.d.data or [])
        except Invalid as error:
            flash(str(TICKS.get(error.code) or sentence(error.code, error.facts)), "error")
            return go(back)
        lines = lines_of(keys)
        _offer(form, lines)
        if not form.is_submitted() or form.step.data == "edit":
            return self._ask(form, keys, lines, back)
        form.validate()
        if not form.errors:
            form.judge(_fit, form)
        if form.errors:
            return self._ask(form, keys, lines, back, status=422)
        if form.step.data != "do":
            return self._ask(form, keys, lines, back, preview=True)
        return self._do(form, keys, lines, back)

    def _ask(
        self,
        form: BulkAssignmentForm,
        keys: Sequence[uuid.UUID],
        lines: Lines,
        back: str,
        *,
        status: int = 200,
        preview: bool = False,
    ) -> Any:
        return self.render(
            "backoffice/dossiers_bulk.html",
            status=status,
            form=form,
            lines=list(lines.values()),
            strangers=len(keys) - len(lines),
            picks=[encode(key) for key in keys],
            preview=preview,
            foreseen=_foreseen(form, lines) if preview else {},
            back=back,
        )

    def _do(
        self, form: BulkAssignmentForm, keys: Sequence[uuid.UUID], lines: Lines, back: str
    ) -> Any:
        results = each(keys, lines, lambda key: _one(form, key), _("There is no such dossier."))
        return self.render(
            "backoffice/dossiers_bulk_done.html",
            form=form,
            done=results.done,
            refused=results.refused,
            picks=[encode(result.key) for result in results.refused],
            back=back,
        )


def _form() -> BulkAssignmentForm:
    if request.method == "POST":
        return BulkAssignmentForm()
    asked = {"came": request.args.get("came"), "d": request.args.getlist("d")}
    return BulkAssignmentForm(formdata=None, data=asked)


def _filters(query: str) -> dict[str, str]:
    """The filters in a query of ours; what is none is left out."""
    try:
        given = parse_qs(query, max_num_fields=50)
    except ValueError:
        return {}
    return {name: given[name][0] for name in FILTERS if name in given}


def _offer(form: BulkAssignmentForm, lines: Lines) -> None:
    """Whom one may choose: any verified professional; in the place of whoever is on one of these."""
    form.professional_id.choices = offered()
    there = {
        str(one.professional_id): f"{one.first_name} {one.last_name}"
        for line in lines.values()
        for one in line.team
    }
    nobody = {"": _("Nobody: beside those who are there")}
    form.instead_of.choices = nobody | dict(sorted(there.items(), key=lambda pair: pair[1]))


def _fit(form: BulkAssignmentForm) -> None:
    """What no dossier could accept. Raises ``Invalid``."""
    key = chosen_professional(form)
    if verified_professional(key) is None:
        raise Invalid.on("professional_id", "not_a_verified_professional")
    if form.instead_of.data:
        if parse_id(form.instead_of.data) is None:
            raise Invalid.on("instead_of", "unknown_value")
        if parse_id(form.instead_of.data) == key:
            raise Invalid.on("professional_id", "same_professional")
        if not (form.reason.data or "").strip():
            raise Invalid.on("reason", "required")


def _one(form: BulkAssignmentForm, dossier_id: uuid.UUID) -> None:
    dossier, former = found(dossier_id), parse_id(form.instead_of.data)
    if former is None:
        propose_for(form, dossier)
        return
    services.transfer(
        current_actor(),
        place_in(dossier, former, ReviewerRole(form.role.data)),
        professional_id=chosen_professional(form),
        reason=form.reason.data or "",
    )


def _foreseen(form: BulkAssignmentForm, lines: Lines) -> dict[uuid.UUID, str]:
    """Of which dossiers one knows already that they will refuse, and why."""
    person = verified_professional(chosen_professional(form))
    scopes = person.scopes_at(now()) if person else frozenset()
    return {key: why for key, line in lines.items() if (why := _obstacle(form, line, scopes))}


def _obstacle(form: BulkAssignmentForm, line: DeskLine, scopes: frozenset[str]) -> str:
    role = ReviewerRole(form.role.data)
    held = {(str(one.professional_id), one.role) for one in line.team}
    if line.row.archived_at:
        return sentence("dossier_archived", {})
    if (form.professional_id.data, role) in held:
        return sentence("already_assigned", {})
    if form.instead_of.data and (form.instead_of.data, role) not in held:
        return sentence("no_such_place", {})
    try:
        check_scope(scopes, role, line.row.family)
    except Invalid as error:
        return sentence(error.code, error.facts)
    return ""
