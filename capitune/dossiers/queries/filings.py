"""What was prepared for submission."""

import uuid

from sqlalchemy import bindparam, literal_column, select

from capitune.core.db import db
from capitune.dossiers.models import Filing

NEWEST = (
    select(Filing)
    .where(Filing.dossier_id == bindparam("key"))
    .order_by(Filing.id.desc())
    .limit(literal_column("1"))
)


def newest_filing(dossier_id: uuid.UUID) -> Filing | None:
    """The last one asked for, whatever became of it (one statement)."""
    return db.session.scalars(NEWEST, {"key": dossier_id}).first()


def filing_by_id(filing_id: uuid.UUID) -> Filing | None:
    """One statement."""
    return db.session.get(Filing, filing_id, populate_existing=True)
