"""Taking a dossier away: what there is to take, and the archive."""

from flask import Response

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core import limits
from capitune.core.clock import now
from capitune.core.files.outgoing import streamed
from capitune.core.htmx import page
from capitune.core.http import own_unit
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.archives import archive_of
from capitune.dossiers.models import Dossier
from capitune.dossiers.queries import dossier_by_id
from capitune.dossiers.queries.filings import newest_filing
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.head import abilities, head_of_dossier, tabs_of
from capitune.dossiers.words.filings import left_out
from capitune.dossiers.words.labels import ROLES


@bp.get("/dossiers/<uuid:dossier_id>/exports")
@access(Permission.DOSSIER_EXPORT, subject=dossier_by_id)
def exports(dossier: Dossier) -> Response:
    """What can be taken away, and in which shape."""
    actor, filing = current_actor(), newest_filing(dossier.id)
    return page(
        "dossiers/exports.html",
        head=head_of_dossier(dossier, actor),
        tabs=tabs_of(dossier.id, "exports"),
        can=abilities(actor, dossier),
        filing=filing,
        left_out=left_out(filing.left_out) if filing else [],
        moment=now(),
        roles=ROLES,
    )


@bp.get("/dossiers/<uuid:dossier_id>/export")
@limits.export()
@own_unit("taking a dossier away is noted in the journal, even though it is a GET")
@access(Permission.DOSSIER_EXPORT, subject=dossier_by_id)
def export(dossier: Dossier) -> Response:
    """Its files, what they are, and its journal, as a ZIP that is made while it is sent."""
    actor = current_actor()
    with unit_of_work():
        found = services.export_dossier(actor, dossier)
    name = f"dossier-{dossier.number}.zip"
    pieces = archive_of(dossier, found, actor)
    return streamed(pieces, file_name=name, content_type="application/zip")
