"""One version: its pages as pictures, its file, taking it back."""

import uuid

from flask import Response, flash, request
from flask_babel import gettext as _

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.files.outgoing import to_file
from capitune.core.htmx import go, page
from capitune.core.http import own_unit
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.forms import ConfirmForm
from capitune.dossiers.models import Document
from capitune.dossiers.queries import document_by_id
from capitune.dossiers.queries.openings import is_reading
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.previews import WEBP, page_image

RECORDED = "the opening is written to the journal"
PRIVATE = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
}


@bp.get("/documents/<uuid:document_id>/download")
@access(Permission.DOCUMENT_OPEN, subject=document_by_id)
@own_unit(RECORDED)
def download(document: Document) -> Response:
    """To the file, by a link that dies within a minute. 409 while it is being scanned."""
    with unit_of_work():
        services.record_opening(current_actor(), document, "download")
    return to_file(
        document.storage_key, file_name=document.file_name, content_type=document.mime_type
    )


def paged_document(document_id: uuid.UUID, number: int) -> Document | None:  # noqa: ARG001 see picture
    """The version whose page is asked for."""
    return document_by_id(document_id)


@bp.get("/documents/<uuid:document_id>/pages/<int:number>.webp")
@access(Permission.DOCUMENT_OPEN, subject=paged_document)
@own_unit(RECORDED)
def picture(document: Document) -> Response:
    """One page as a picture. Pages of one reading are one opening in the journal."""
    actor = current_actor()
    if not (document.is_readable and is_reading(actor, document)):
        with unit_of_work():
            services.record_opening(actor, document, "preview")
    number = int((request.view_args or {})["number"])
    response = Response(page_image(document, number), content_type=WEBP)
    response.headers.update(PRIVATE)
    return response


@bp.route("/documents/<uuid:document_id>/delete", methods=["GET", "POST"])
@access(Permission.DOCUMENT_DELETE, subject=document_by_id)
def delete(document: Document) -> Response:
    """Take back a version that nobody has decided on."""
    form = ConfirmForm()
    place = f"/dossiers/{document.dossier_id}?open={document.requirement_id}"
    if form.validate_on_submit():
        services.delete_document(current_actor(), document)
        flash(_("Taken back. Nobody can open this file any more."), "success")
        return go(f"{place}#requirement-{document.requirement_id}")
    return page("dossiers/take_back.html", form=form, document=document, back=place)
