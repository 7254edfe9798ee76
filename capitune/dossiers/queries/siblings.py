"""The versions of one requirement, to go from one to another."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, bindparam, literal_column, select

from capitune.core.db import db
from capitune.dossiers.models import Document

SIBLINGS = (
    select(
        Document.id,
        Document.file_id,
        Document.position,
        Document.kind,
        Document.number,
        Document.status,
        Document.scan,
        Document.created_at,
        Document.superseded_at,
    )
    .where(Document.requirement_id == bindparam("requirement_id"), Document.deleted_at.is_(None))
    .order_by(Document.position, Document.file_id, Document.kind, Document.number.desc())
    .limit(literal_column("100"))
)


def siblings(requirement_id: uuid.UUID) -> Sequence[Row[*tuple[Any, ...]]]:
    """The versions not taken back, by file, the original first, newest first (one statement)."""
    return db.session.execute(SIBLINGS, {"requirement_id": requirement_id}).all()
