"""What drawing a file's pages needs to know."""

import uuid
from typing import Any

from sqlalchemy import Row, bindparam, select

from capitune.core.db import db
from capitune.core.files.previewstates import Preview
from capitune.dossiers.models import Document, Review
from capitune.dossiers.states import Scan

WAITING = select(Document.storage_key, Document.mime_type, Document.pages).where(
    Document.id == bindparam("key"),
    Document.scan == Scan.CLEAN,
    Document.preview == Preview.PENDING,
    Document.deleted_at.is_(None),
)
MARKS = select(Review.id, Review.marks).where(
    Review.document_id == bindparam("key"), Review.ended_at.is_(None)
)


def waiting_for_drawing(document_id: uuid.UUID) -> Row[*tuple[Any, ...]] | None:
    """Where the file of this clean version is kept, while its pages are still to be drawn (one statement)."""
    return db.session.execute(WAITING, {"key": document_id}).first()


def marks_on(document_id: uuid.UUID) -> Row[*tuple[Any, ...]] | None:
    """The decision that stands on this version (``id``) and its ``marks`` as they are stored (one statement)."""
    return db.session.execute(MARKS, {"key": document_id}).first()
