"""What is ready to be submitted: asked for on a page, taken away once it is made."""

from flask import Response

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core import limits
from capitune.core.files.outgoing import to_file
from capitune.core.htmx import go
from capitune.core.http import own_unit
from capitune.core.i18n import current_language
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Dossier
from capitune.dossiers.queries import dossier_by_id
from capitune.dossiers.views.blueprint import bp


@bp.post("/dossiers/<uuid:dossier_id>/filing")
@limits.export()
@access(Permission.DOSSIER_EXPORT, subject=dossier_by_id)
def ask_filing(dossier: Dossier) -> Response:
    """Have one PDF made for each document, in the background."""
    services.ask_filing(current_actor(), dossier, current_language())
    return go(f"/dossiers/{dossier.id}/exports")


@bp.get("/dossiers/<uuid:dossier_id>/filing/file")
@own_unit("taking it away is noted in the journal, even though it is a GET")
@access(Permission.DOSSIER_EXPORT, subject=dossier_by_id)
def take_filing(dossier: Dossier) -> Response:
    """To an address of 60 seconds that gives the archive."""
    with unit_of_work():
        filing = services.open_filing(current_actor(), dossier)
    name = f"dossier-{dossier.number}-pdf.zip"
    return to_file(filing.storage_key, file_name=name, content_type="application/zip")
