"""Contact requests: those one wrote, those one received, and the answer."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask import Response, flash, request

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.forms import Form
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.core.listing import decode, limit_of
from capitune.professionals import paths, services
from capitune.professionals.forms import AnswerForm, ContactRequestForm
from capitune.professionals.models import ContactRequest
from capitune.professionals.queries.directory import professional_by_id
from capitune.professionals.queries.requests import contact_rows, request_by_id
from capitune.professionals.views.blueprint import bp
from capitune.professionals.views.directory import profile_page


@bp.post(f"{paths.DIRECTORY}/<uuid:professional_id>")
@access(Permission.CONTACT_ASK, subject=professional_by_id)
def ask_contact(found: Any) -> Response:
    """A candidate writes to this professional."""
    form = ContactRequestForm()
    text, read = form.text.data or "", bool(form.acknowledged.data)
    if form.validate_on_submit() and form.attempt(
        services.ask_contact, current_actor(), found.id, text, acknowledged=read
    ):
        flash(_("Sent. You will be told of the answer."), "success")
        return go(paths.CONTACTS)
    return profile_page(found, form, status=422)


@bp.get(paths.CONTACTS)
@access(Permission.CONTACT_LIST)
def contacts() -> Response:
    """One's own requests, the newest first."""
    return _contacts_page()


@bp.post(f"{paths.CONTACTS}/<uuid:request_id>/accept")
@access(Permission.CONTACT_ANSWER, subject=request_by_id)
def accept_contact(asked: ContactRequest) -> Response:
    """The professional says yes."""
    form, asked_id = AnswerForm(), asked.id
    answer, offers = form.answer.data or "", bool(form.offers.data)
    if form.validate_on_submit() and form.attempt(
        services.accept_contact, current_actor(), asked, answer, offers=offers
    ):
        flash(_("Accepted. The candidate is told."), "success")
        return go(paths.CONTACTS)
    return _contacts_page({asked_id: form}, status=422)


@bp.post(f"{paths.CONTACTS}/<uuid:request_id>/decline")
@access(Permission.CONTACT_ANSWER, subject=request_by_id)
def decline_contact(asked: ContactRequest) -> Response:
    """The professional says no."""
    form, asked_id = AnswerForm(), asked.id
    if form.validate_on_submit() and form.attempt(
        services.decline_contact, current_actor(), asked, form.answer.data or ""
    ):
        flash(_("Declined. The candidate is told."), "success")
        return go(paths.CONTACTS)
    return _contacts_page({asked_id: form}, status=422)


def _contacts_page(refused: Mapping[uuid.UUID, Form] | None = None, status: int = 200) -> Response:
    actor = current_actor()
    limit, after = limit_of(request.args.get("limit")), decode(request.args.get("after"))
    found = contact_rows(actor, limit, after)
    return page(
        "professionals/contacts.html",
        status=status,
        rows=found.items,
        answers=actor.is_verified_professional,
        writes=actor.is_candidate,
        refused=refused or {},
        new_form=lambda: AnswerForm(formdata=None),
        next_url=f"{paths.CONTACTS}?after={found.next_cursor}" if found.next_cursor else "",
    )
