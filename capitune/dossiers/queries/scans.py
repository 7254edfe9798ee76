"""What a scan needs to know."""

import uuid

from sqlalchemy import bindparam, select

from capitune.core.db import db
from capitune.dossiers.models import Document
from capitune.dossiers.states import Scan

WAITING = select(Document.storage_key).where(
    Document.id == bindparam("key"),
    Document.scan == Scan.SCANNING,
    Document.deleted_at.is_(None),
)


def waiting_for_scan(document_id: uuid.UUID) -> str | None:
    """Where the file of this version is kept, while its scan is still to be done (one statement)."""
    return db.session.scalar(WAITING, {"key": document_id})
