"""Loading what an address names, for the guard."""

import uuid

from capitune.dossiers.models import Document
from capitune.dossiers.queries import document_by_id


def document_in(dossier_id: uuid.UUID, document_id: uuid.UUID) -> Document | None:
    """The version, if it is one of that dossier."""
    found = document_by_id(document_id)
    return found if found and found.dossier_id == dossier_id else None
