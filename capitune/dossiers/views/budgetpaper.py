"""The budget as a PDF."""

from pathlib import Path

from flask import Response, flash

from capitune.authz.permissions import Permission
from capitune.authz.web import access
from capitune.core.clock import now
from capitune.core.htmx import go
from capitune.core.i18n import current_language
from capitune.core.i18n import gettext as _
from capitune.core.papers import PaperFailed, paper
from capitune.dossiers.paths import to_budget
from capitune.dossiers.queries import KnownDossier, budget_of, known_dossier
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.words.budgetpaper import on_paper

LAYOUT = Path(__file__).parents[1] / "papers" / "budget.typ"


@bp.get("/dossiers/<uuid:dossier_id>/budget.pdf")
@access(Permission.BUDGET_READ, subject=known_dossier)
def budget_pdf(known: KnownDossier) -> Response:
    """All of it as it is now, in the reader's language."""
    content = on_paper(known, budget_of(known), now(), current_language())
    try:
        made = paper(LAYOUT, content)
    except PaperFailed:
        flash(_("The PDF could not be made. Try again in a moment."), "error")
        return go(to_budget(known.id))
    name = f"budget-{known.number}.pdf"
    kept = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(made, headers=kept, content_type="application/pdf")
