"""Recording how far a file's pages are drawn."""

import uuid

from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core import outbox
from capitune.core.files.previewstates import Preview
from capitune.dossiers.models import Document
from capitune.dossiers.queries.loaders import document_by_id
from capitune.dossiers.services.hold import lock


def ask_previews(document: Document) -> None:
    """Have its pages drawn ahead once the unit of work is durable."""
    outbox.put(
        "documents.draw", {"document_id": str(document.id)}, key=f"documents.draw:{document.id}"
    )


def record_previews(actor: Actor, document_id: uuid.UUID, preview: Preview) -> bool:
    """Note whether its pages can be shown; False when the version is gone meanwhile."""
    require(actor, Permission.FILE_DRAW)
    document = document_by_id(document_id)
    if document is None:
        return False
    lock(document.dossier_id)
    document.preview = preview
    return True
