"""Two versions of one requirement, side by side."""

import uuid

from flask import Response, request

from capitune.authz.permissions import Permission
from capitune.authz.web import access
from capitune.core.errors import NotFound
from capitune.core.htmx import page
from capitune.dossiers import queries
from capitune.dossiers.models import Document
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.reading import pictures_of
from capitune.dossiers.views.subjects import document_in
from capitune.dossiers.words.labels import KINDS


def compared(dossier_id: uuid.UUID, document_id: uuid.UUID, other_id: uuid.UUID) -> Document | None:
    """The version, if both are of one requirement of that dossier."""
    document, other = document_in(dossier_id, document_id), document_in(dossier_id, other_id)
    if document is None or other is None or document.requirement_id != other.requirement_id:
        return None
    return None if document.id == other.id else document


@bp.get("/dossiers/<uuid:dossier_id>/documents/<uuid:document_id>/compare/<uuid:other_id>")
@access(Permission.DOCUMENT_READ, subject=compared)
def compare(document: Document) -> Response:
    """The older at left, the newer at right; on a phone one at a time."""
    ids = (document.id, (request.view_args or {})["other_id"])
    lines = [line for key in ids if (line := queries.version_line(key))]
    if len(lines) != len(ids):
        raise NotFound
    return page(
        "dossiers/compare.html",
        requirement=document.requirement,
        dossier=document.requirement.dossier,
        lines=sorted(lines, key=lambda line: line.created_at),
        pictures={line.id: pictures_of(line) for line in lines},
        kinds=KINDS,
        owned=False,
    )
