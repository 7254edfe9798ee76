"""Reading decisions."""

import uuid
from typing import Any

from sqlalchemy import bindparam, select

from capitune.accounts.models import User
from capitune.core.db import db
from capitune.dossiers.models import Review

DECISION = (
    select(Review.decision, Review.created_at, User.first_name, User.last_name)
    .join(User, User.id == Review.reviewer_id)
    .where(Review.document_id == bindparam("document_id"))
    .order_by(Review.id.desc())
)


def decision_on(document_id: uuid.UUID) -> dict[str, Any]:
    """Who decided what on this version, and when: ``by``, ``at``, ``status`` (one statement)."""
    row = db.session.execute(DECISION, {"document_id": document_id}).first()
    if row is None:
        return {}
    name = f"{row.first_name} {row.last_name}"
    return {"by": name, "at": row.created_at, "status": row.decision.value}
