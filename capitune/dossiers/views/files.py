"""The files of a requirement: their order, and what is written on one."""

from flask import Response, flash

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import go, page
from capitune.core.http import is_htmx
from capitune.core.i18n import gettext as _
from capitune.dossiers import services
from capitune.dossiers.forms import DescriptionForm, MoveForm
from capitune.dossiers.models import Document
from capitune.dossiers.queries import document_by_id
from capitune.dossiers.services import Described
from capitune.dossiers.states import Way
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.exemptions import row_of
from capitune.dossiers.views.sheet import requirement_row


@bp.post("/documents/<uuid:document_id>/move")
@access(Permission.DOCUMENT_ADD, subject=document_by_id)
def move(document: Document) -> Response:
    """Its file one place up or down; the row of its requirement then."""
    form = MoveForm()
    if form.validate_on_submit():
        services.move_file(current_actor(), document, Way(form.to.data))
    if is_htmx():
        return requirement_row(document.requirement, opened=True)
    return go(row_of(document.requirement))


@bp.route("/documents/<uuid:document_id>/facts", methods=["GET", "POST"])
@access(Permission.DOCUMENT_DESCRIBE, subject=document_by_id)
def describe(document: Document) -> Response:
    """Its dates, and whether it needs a certified translation."""
    form = DescriptionForm(obj=document)
    if not form.validate_on_submit():
        return _description(document, form, 422 if form.is_submitted() else 200)
    facts = (form.issued_on.data, form.expires_on.data, bool(form.needs_translation.data))
    if form.attempt(services.describe, current_actor(), document, Described(*facts)) is None:
        return _description(document, form, 422)
    flash(_("Written down."), "success")
    return go(row_of(document.requirement))


def _description(document: Document, form: DescriptionForm, status: int) -> Response:
    back = row_of(document.requirement)
    return page("dossiers/describe.html", status=status, form=form, document=document, back=back)
