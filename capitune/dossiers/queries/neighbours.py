"""The documents of a dossier in the order of its list, to go from one to another."""

import uuid
from typing import NamedTuple

from sqlalchemy import and_, bindparam, func, or_, select

from capitune.core.db import db
from capitune.dossiers.models import Document, Requirement
from capitune.dossiers.states import Scan


class Neighbours(NamedTuple):
    """The versions before and after one, where there are."""

    previous: uuid.UUID | None = None
    next: uuid.UUID | None = None


_order = (
    Requirement.position,
    Requirement.id,
    Document.position,
    Document.kind,
    Document.number,
    Document.id,
)
# The clean versions that count, and the one in hand whatever became of it.
_placed = (
    select(
        Document.id,
        func.lag(Document.id).over(order_by=_order).label("previous"),
        func.lead(Document.id).over(order_by=_order).label("next"),
    )
    .join(Requirement, Requirement.id == Document.requirement_id)
    .where(
        Document.dossier_id == bindparam("dossier_id"),
        Document.deleted_at.is_(None),
        or_(
            and_(Document.scan == Scan.CLEAN, Document.superseded_at.is_(None)),
            Document.id == bindparam("document_id"),
        ),
    )
    .subquery()
)
AROUND = select(_placed.c.previous, _placed.c.next).where(_placed.c.id == bindparam("document_id"))


def neighbours(document: Document) -> Neighbours:
    """The documents before and after this one in its dossier (one statement)."""
    keys = {"dossier_id": document.dossier_id, "document_id": document.id}
    row = db.session.execute(AROUND, keys).first()
    return Neighbours(*row) if row else Neighbours()
