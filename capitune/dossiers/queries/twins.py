"""The same file, sent before in the same dossier."""

import uuid
from typing import Any

from sqlalchemy import Row, bindparam, literal_column, select

from capitune.core.db import db
from capitune.dossiers.models import Document, Requirement

TWIN = (
    select(Document.id, Document.requirement_id, Document.number, Requirement.labels)
    .join(Requirement, Requirement.id == Document.requirement_id)
    .where(
        Document.dossier_id == bindparam("dossier_id"),
        Document.sha256 == bindparam("sha256"),
        Document.deleted_at.is_(None),
    )
    .order_by(Document.id.desc())
    .limit(literal_column("1"))
)


def same_bytes(dossier_id: uuid.UUID, sha256: bytes) -> Row[*tuple[Any, ...]] | None:
    """The newest version of the dossier with this content, not one taken back (one statement)."""
    return db.session.execute(TWIN, {"dossier_id": dossier_id, "sha256": sha256}).first()
