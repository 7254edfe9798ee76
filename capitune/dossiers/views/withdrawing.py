"""Taking back the request for a new version."""

from flask import Response, flash

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.errors import Conflict
from capitune.core.forms import SeenForm
from capitune.core.htmx import go
from capitune.core.i18n import gettext as _
from capitune.core.work import savepoint
from capitune.dossiers import services
from capitune.dossiers.models import Document
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.queue import address, place_of
from capitune.dossiers.views.reading import fresh_page
from capitune.dossiers.views.subjects import document_in


@bp.post("/dossiers/<uuid:dossier_id>/documents/<uuid:document_id>/review/withdraw")
@access(Permission.DOCUMENT_REVIEW, subject=document_in)
def withdraw(document: Document) -> Response:
    """The version waits for a decision again; what was said stays in its history."""
    form = SeenForm()
    try:
        with savepoint():
            services.withdraw_request(current_actor(), document, version=form.seen)
    except Conflict as conflict:
        return fresh_page(document, status=409, conflict=conflict)
    flash(
        _("The request is taken back. The candidate is told; your message stays here."), "success"
    )
    return go(address((document.dossier_id, document.id), place_of(document).query))
