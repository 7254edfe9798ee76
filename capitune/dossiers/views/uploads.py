"""Sending a version from the page: a plain form, or the upload slot's own requests."""

from flask import Response, flash, request

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core import limits
from capitune.core.answers import sentence
from capitune.core.errors import Conflict, Invalid, NotFound, Refused
from capitune.core.files.incoming import chosen, taken_in
from capitune.core.htmx import go
from capitune.core.http import is_htmx, own_unit
from capitune.core.i18n import gettext as _
from capitune.core.idempotency import once_per_form
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.forms import UploadForm
from capitune.dossiers.models import Document, Requirement
from capitune.dossiers.queries import requirement_by_id
from capitune.dossiers.services import Target
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.sheet import documents_page, known_by_id, requirement_row


@bp.post("/dossiers/<uuid:dossier_id>/requirements/<uuid:requirement_id>/documents")
@access(Permission.DOCUMENT_ADD, subject=requirement_by_id)
@own_unit("the file is judged and stored before a transaction is held")
@limits.upload()
def send(asked: Requirement) -> Response:
    """Judge, store, then record one file; a refusal is said in the slot."""
    try:
        sent = receive(asked, UploadForm())
    except (Invalid, Conflict, Refused) as error:
        return refuse(asked, error)
    if is_htmx():
        return requirement_row(asked, opened=True)
    flash(_("Sent. We check the file for viruses, then your professional sees it."), "success")
    if sent and sent.duplicate_of_id:
        flash(
            _(
                "This dossier already had exactly the same file. If that was not meant, take it back."
            ),
            "info",
        )
    return go(f"/dossiers/{asked.dossier_id}#requirement-{asked.id}")


def receive(asked: Requirement, form: UploadForm) -> Document | None:
    """The version it became, None when this form was sent before. Raises ``Invalid`` for what is wrong with the file; nothing is stored or recorded then."""
    target, sent = Target(form.is_new, form.of_file), []
    with taken_in(chosen(request.files)) as incoming:

        def record() -> Response:
            act = services.add_document
            sent.append(
                act(current_actor(), asked, stored=incoming.stored, kind=form.sent, target=target)
            )
            incoming.recorded = True
            return Response(status=204)

        with unit_of_work():
            once_per_form(record)
    return sent[0] if sent else None


def refuse(before: Requirement, error: Invalid | Conflict | Refused) -> Response:
    """The refusal in the slot of its requirement; its page, without HTMX."""
    asked = requirement_by_id(before.id)  # a rolled back unit leaves nothing of what was loaded
    if asked is None:
        raise NotFound
    problem = next(iter(getattr(error, "errors", ())), None)
    words = sentence(problem.code if problem else error.code, error.facts)
    if is_htmx():
        return requirement_row(asked, opened=True, status=error.status, wrong=words)
    known = known_by_id(asked.dossier_id)
    return documents_page(known, opened=[asked.id], status=error.status, wrong={asked.id: words})
