"""The checklists of the library as PDF: what a programme of the catalogue asks for, as it is offered now."""

from pathlib import Path

from flask import Response, flash

from capitune.authz.permissions import Permission
from capitune.authz.web import access
from capitune.core import limits
from capitune.core.errors import NotFound
from capitune.core.htmx import go
from capitune.core.i18n import current_language
from capitune.core.i18n import gettext as _
from capitune.core.papers import PaperFailed, paper
from capitune.dossiers.queries import template_detail
from capitune.pages.checklists import on_paper
from capitune.pages.views.blueprint import bp
from capitune.resources.models import Resource
from capitune.resources.paths import RESOURCES, to_resource
from capitune.resources.queries import resource_by_id
from capitune.resources.states import ResourceKind

LAYOUT = Path(__file__).parents[1] / "papers" / "checklist.typ"


@bp.get(f"{RESOURCES}/<uuid:resource_id>/checklist.pdf")
@access(Permission.RESOURCE_READ, subject=resource_by_id)
@limits.export("papers")
def checklist_pdf(resource: Resource) -> Response:
    """In the reader's language. 404 for what is no checklist, or whose programme is offered no more."""
    asked = template_detail(resource.template) if resource.kind is ResourceKind.CHECKLIST else None
    if asked is None:
        raise NotFound
    language = current_language()
    title = resource.text(language)["title"]
    content = on_paper(title, resource.source_name, resource.valid_on, asked, language)
    try:
        made = paper(LAYOUT, content)
    except PaperFailed:
        flash(_("The PDF could not be made. Try again in a moment."), "error")
        return go(to_resource(resource.id))
    name = f"{asked.code.lower()}-{resource.valid_on.isoformat()}-{language}.pdf"
    kept = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(made, headers=kept, content_type="application/pdf")
