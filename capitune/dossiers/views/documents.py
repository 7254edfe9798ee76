"""One version: its file, taking it back."""

from flask import Response, flash

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.files.outgoing import to_file
from capitune.core.htmx import go, page
from capitune.core.http import own_unit
from capitune.core.i18n import gettext as _
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.forms import ConfirmForm
from capitune.dossiers.models import Document
from capitune.dossiers.queries import document_by_id
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.exemptions import row_of

RECORDED = "the opening is written to the journal"


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


@bp.route("/documents/<uuid:document_id>/delete", methods=["GET", "POST"])
@access(Permission.DOCUMENT_DELETE, subject=document_by_id)
def delete(document: Document) -> Response:
    """Take back a version that nobody has decided on."""
    form = ConfirmForm()
    place = f"/dossiers/{document.dossier_id}?open={document.requirement_id}"
    if form.validate_on_submit():
        services.delete_document(current_actor(), document)
        flash(_("Taken back. Nobody can open this file any more."), "success")
        return go(row_of(document.requirement))
    return page("dossiers/take_back.html", form=form, document=document, back=place)
