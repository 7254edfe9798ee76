"""The summary of a dossier and its proof of deposit, as PDF."""

from collections.abc import Callable

from flask import Response, flash

from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core import limits
from capitune.core.htmx import go
from capitune.core.http import own_unit
from capitune.core.i18n import gettext as _
from capitune.core.papers import PaperFailed
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.queries import KnownDossier, known_dossier
from capitune.dossiers.records import deposit_of, summary_of
from capitune.dossiers.views.blueprint import bp


@bp.get("/dossiers/<uuid:dossier_id>/summary.pdf")
@limits.export("papers")
@own_unit("taking it away is noted in the journal, even though it is a GET")
@access(Permission.DOSSIER_EXPORT, subject=known_dossier)
def summary_pdf(known: KnownDossier) -> Response:
    """People, documents and their states, steps, amounts."""
    with unit_of_work():
        services.take_summary(current_actor(), known)
    return _pdf(summary_of, known, "summary")


@bp.get("/dossiers/<uuid:dossier_id>/deposit.pdf")
@limits.export("papers")
@own_unit("taking it away is noted in the journal, even though it is a GET")
@access(Permission.DOSSIER_EXPORT, subject=known_dossier)
def deposit_pdf(known: KnownDossier) -> Response:
    """Which files were received, when, and how to verify it."""
    with unit_of_work():
        services.prove_deposit(current_actor(), known)
    return _pdf(deposit_of, known, "deposit")


def _pdf(make: Callable[[KnownDossier, Actor], bytes], known: KnownDossier, name: str) -> Response:
    try:
        made = make(known, current_actor())
    except PaperFailed:
        flash(_("The PDF could not be made. Try again in a moment."), "error")
        return go(f"/dossiers/{known.id}/exports")
    named = f'attachment; filename="{name}-{known.number}.pdf"'
    kept = {"Content-Disposition": named, "Cache-Control": "no-store"}
    return Response(made, headers=kept, content_type="application/pdf")
