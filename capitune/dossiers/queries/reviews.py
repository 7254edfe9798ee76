"""Reading decisions."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import JSON, Row, any_, bindparam, func, literal_column, select, true
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import aliased

from capitune.accounts.models import User
from capitune.core.db import db
from capitune.dossiers.models import Document, RejectionReason, Review

Reviewer, Ender = aliased(User), aliased(User)

DECISION = (
    select(Review.decision, Review.created_at, User.first_name, User.last_name)
    .join(User, User.id == Review.reviewer_id)
    .where(Review.document_id == bindparam("document_id"), Review.ended_at.is_(None))
)
STANDING = select(Review).where(
    Review.document_id == bindparam("document_id"), Review.ended_at.is_(None)
)
NEWER = (
    select(Document.id)
    .where(
        Document.requirement_id == bindparam("requirement_id"),
        Document.file_id == bindparam("file_id"),
        Document.kind == bindparam("kind"),
        Document.superseded_at.is_(None),
        Document.deleted_at.is_(None),
    )
    .order_by(Document.number.desc())
    .limit(literal_column("1"))
)
# The reasons of a decision, with the words they have now. To be joined, not selected: so PostgreSQL looks them
# up once for all decisions that give the same ones.
REASONS = (
    select(
        func.json_agg(
            aggregate_order_by(
                func.json_build_array(RejectionReason.code, RejectionReason.labels),
                RejectionReason.position,
            ),
            type_=JSON,
        ).label("given")
    )
    .where(RejectionReason.code == any_(Review.reasons))
    .lateral("reasons")
)
ENDED = (
    select(
        Review.id,
        Review.decision,
        Review.comment,
        Review.marks,
        Review.created_at,
        Review.ended_at,
        Review.ending,
        func.concat_ws(" ", Reviewer.first_name, Reviewer.last_name).label("reviewer"),
        func.concat_ws(" ", Ender.first_name, Ender.last_name).label("ended_by"),
        REASONS.c.given.label("reasons"),
    )
    .join(Reviewer, Reviewer.id == Review.reviewer_id)
    .join(Ender, Ender.id == Review.ended_by_id)
    .outerjoin(REASONS, true())
    .where(Review.document_id == bindparam("document_id"), Review.ended_at.is_not(None))
    .order_by(Review.id.desc())
    .limit(literal_column("50"))
)


def decision_on(document_id: uuid.UUID) -> dict[str, Any]:
    """Who decided what on this version, and when: ``by``, ``at``, ``status`` (one statement)."""
    row = db.session.execute(DECISION, {"document_id": document_id}).first()
    if row is None:
        return {}
    name = f"{row.first_name} {row.last_name}"
    return {"by": name, "at": row.created_at, "status": row.decision.value}


def standing(document_id: uuid.UUID) -> Review:
    """The decision that stands on a version that is decided (one statement)."""
    return db.session.scalars(STANDING, {"document_id": document_id}).one()


def newer_than(document: Document) -> uuid.UUID | None:
    """The version that counts now instead of this one, if any (one statement)."""
    parameters = {
        "requirement_id": document.requirement_id,
        "file_id": document.file_id,
        "kind": document.kind,
    }
    found: uuid.UUID | None = db.session.scalar(NEWER, parameters)
    return found


def ended_decisions(document_id: uuid.UUID) -> Sequence[Row[*tuple[Any, ...]]]:
    """What was decided on this version and stands no longer, newest first (one statement).

    ``reasons`` are pairs of code and labels, or None; ``marks`` as stored; ``reviewer`` and ``ended_by`` are names.
    """
    return db.session.execute(ENDED, {"document_id": document_id}).all()
