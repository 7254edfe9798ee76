"""A dossier, taken away."""

from flask import Response

from capitune.api.blueprint import bp
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core import limits
from capitune.core.files.outgoing import streamed
from capitune.core.http import own_unit
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.archives import archive_of
from capitune.dossiers.models import Dossier
from capitune.dossiers.queries import dossier_by_id


@bp.get("/dossiers/<uuid:dossier_id>/export")
@limits.export()
@own_unit("taking a dossier away is noted in the journal, even though it is a GET")
@access(Permission.DOSSIER_EXPORT, subject=dossier_by_id)
@operation(200, "application/zip", tag="documents")
def export_dossier(dossier: Dossier) -> Response:
    """Its clean files under readable names, what they are, its summary and its journal, as a ZIP."""
    actor = current_actor()
    with unit_of_work():
        found = services.export_dossier(actor, dossier)
    name = f"dossier-{dossier.number}.zip"
    pieces = archive_of(dossier, found, actor)
    return streamed(pieces, file_name=name, content_type="application/zip")
