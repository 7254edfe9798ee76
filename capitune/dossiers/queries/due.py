"""What of the catalogue is due for verification: types of document and fees, as staff sees them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import CompoundSelect, literal, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql import ColumnElement

from capitune.core.clock import today
from capitune.core.db import db
from capitune.dossiers.models import DocumentType, Fee
from capitune.dossiers.queries.lines import AnyRow

GOOD_FOR = timedelta(days=182)  # six months
MOST = 20  # shown at once: what is done makes place for what comes next


@dataclass(frozen=True, slots=True)
class Due:
    """The first of what is due, and whether more waits behind."""

    rows: list[AnyRow]
    more: bool


def due() -> Due:
    """What is in use and was verified too long ago, or never; never first, then the oldest (one statement)."""
    day = today()
    fees = select(
        literal("fee").label("kind"),
        Fee.id,
        Fee.code,
        Fee.labels,
        Fee.source,
        Fee.read_on,
        Fee.verified_on,
    ).where(Fee.published, or_(Fee.effective_to.is_(None), Fee.effective_to >= day))
    types = select(
        literal("type"),
        DocumentType.id,
        DocumentType.code,
        DocumentType.labels,
        DocumentType.source,
        DocumentType.read_on,
        DocumentType.verified_on,
    ).where(DocumentType.published)
    old: CompoundSelect[Any] = union_all(
        fees.where(_old(Fee.verified_on)), types.where(_old(DocumentType.verified_on))
    )
    found = old.subquery()
    order = (found.c.verified_on.asc().nulls_first(), found.c.read_on, found.c.code, found.c.id)
    rows = list(db.session.execute(select(found).order_by(*order).limit(MOST + 1)))
    return Due(rows[:MOST], more=len(rows) > MOST)


def _old(verified_on: InstrumentedAttribute[object]) -> ColumnElement[bool]:
    return or_(verified_on.is_(None), verified_on < today() - GOOD_FOR)
