"""Answering a professional who offers to accompany one's dossier."""

from flask import Response, flash
from wtforms.fields import SelectChoice

from capitune.accounts.queries import faces
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.errors import NotFound
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.core.ids import parse_id
from capitune.dossiers import services
from capitune.dossiers.forms import ConfirmForm
from capitune.dossiers.models import Assignment
from capitune.dossiers.peopleforms import OfferForm
from capitune.dossiers.queries import dossier_by_id, dossier_rows
from capitune.dossiers.services.places import fitting_roles
from capitune.dossiers.states import ReviewerRole
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.words.labels import ROLE_NAMES, ROLE_NOTES
from capitune.professionals import paths
from capitune.professionals.labels import SCOPES, SHORT_BODIES
from capitune.professionals.models import ContactRequest
from capitune.professionals.queries import Badge, badge
from capitune.professionals.queries.offers import offer_by_id
from capitune.professionals.services import decline_offer

MOST = 50


@bp.route(f"{paths.OFFERS}/<uuid:offer_id>", methods=["GET", "POST"])
@access(Permission.OFFER_ANSWER, subject=offer_by_id)
def offer(asked: ContactRequest) -> Response:
    """Who offers, what was checked of them; yes, on this dossier and in this role."""
    known = badge(asked.professional_id)
    form, name = _form(known), faces([asked.professional_id])[asked.professional_id].name
    if form.validate_on_submit() and (begun := form.attempt(_taken, asked, form)):
        flash(_("%(name)s now accompanies you, and sees this dossier.", name=name), "success")
        return go(f"/dossiers/{begun.dossier_id}")
    return _offer_page(asked, form)


@bp.post(f"{paths.OFFERS}/<uuid:offer_id>/decline")
@access(Permission.OFFER_ANSWER, subject=offer_by_id)
def refuse_offer(asked: ContactRequest) -> Response:
    """No, without a reason."""
    form = ConfirmForm()
    if form.validate_on_submit() and form.attempt(decline_offer, current_actor(), asked):
        flash(_("Declined. The professional is told; they see none of your documents."), "success")
        return go(paths.CONTACTS)
    shown = _form(badge(asked.professional_id))
    shown.form_errors.extend(form.summary)
    return _offer_page(asked, shown)


def _taken(asked: ContactRequest, form: OfferForm) -> Assignment:
    dossier_id = parse_id(form.dossier.data)
    dossier = dossier_by_id(dossier_id) if dossier_id else None
    if dossier is None:
        raise NotFound
    return services.accept_offer(current_actor(), asked, dossier, ReviewerRole(form.role.data))


def _form(known: Badge | None) -> OfferForm:
    """The dossiers that are open and the roles that the licence allows; the likely ones are chosen."""
    form = OfferForm()
    rows = [row for row in dossier_rows(current_actor(), MOST).items if not row.archived_at]
    roles = fitting_roles(known.scopes, {row.family for row in rows}) if known else []
    form.dossier.choices = [
        SelectChoice(str(row.id), f"{row.title} ({row.number})") for row in rows
    ]
    form.role.choices = [SelectChoice(role.value, str(ROLE_NAMES[role])) for role in roles]
    if not form.is_submitted():
        form.dossier.data = str(rows[0].id) if rows else None
        form.role.data = roles[0].value if roles else None
    return form


def _offer_page(asked: ContactRequest, form: OfferForm) -> Response:
    known = badge(asked.professional_id)
    over = asked.offer_answer is not None or known is None
    refused = 409 if over else 422
    return page(
        "dossiers/offer.html",
        status=refused if form.is_submitted() else 200,
        form=form,
        asked=asked,
        person=faces([asked.professional_id])[asked.professional_id],
        badge=known,
        notes={role.value: note for role, note in ROLE_NOTES.items()},
        scopes=SCOPES,
        short_bodies=SHORT_BODIES,
    )
