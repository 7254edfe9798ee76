"""How much waits for a professional's decision: in all, in some dossiers, of which kinds."""

import uuid
from collections.abc import Collection
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Uuid,
    any_,
    bindparam,
    func,
    literal_column,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY

from capitune.authz.actor import Actor
from capitune.core.listing import Page
from capitune.core.reads import Read
from capitune.dossiers.models import Document, DocumentType, ReviewWait
from capitune.dossiers.queries.lines import Labels, QueueLine
from capitune.dossiers.queries.queue import FIRST, MINE, asker, lines, many, page_from

COUNT = Read(select(many(frozenset(), true()).label("waiting")))


def _code(*more: ColumnElement[bool]) -> Any:
    """The first code that waits and meets ``more``."""
    first = select(ReviewWait.code).where(*MINE, *more).order_by(ReviewWait.code)
    return first.limit(literal_column("1")).scalar_subquery()


# From one code to the next in the index: a few pages a type, not one for each type there is.
_codes = select(_code().label("code")).cte("codes", recursive=True)
_codes = _codes.union_all(
    select(_code(ReviewWait.code > _codes.c.code)).where(_codes.c.code.is_not(None))
)
TYPES = Read(
    select(DocumentType.code, DocumentType.labels)
    .join(_codes, _codes.c.code == DocumentType.code)
    .order_by(DocumentType.category, DocumentType.code)
)
_some = select(many(frozenset(), true()).label("waiting")).subquery("counted")
_by_dossier = (
    select(ReviewWait.dossier_id, func.count().label("waiting"))
    .where(*MINE, ReviewWait.dossier_id == any_(bindparam("ids", type_=ARRAY(Uuid))))
    .group_by(ReviewWait.dossier_id)
    .subquery("by_dossier")
)
IN_DOSSIERS = Read(
    select(_some.c.waiting.label("total"), _by_dossier.c.dossier_id, _by_dossier.c.waiting)
    .select_from(_some)
    .outerjoin(_by_dossier, true())
)
_each = select(
    func.json_object_agg(_by_dossier.c.dossier_id, _by_dossier.c.waiting, type_=JSON)
).scalar_subquery()
_total = select(_some.c.waiting).scalar_subquery()
_here = (
    select(Document.requirement_id, Document.id.label("document_id"))
    .join(ReviewWait, ReviewWait.document_id == Document.id)
    .where(*MINE, ReviewWait.dossier_id == bindparam("dossier_id"))
    .subquery("here")
)
IN_DOSSIER = Read(
    select(_some.c.waiting, _here.c.requirement_id, _here.c.document_id)
    .select_from(_some)
    .outerjoin(_here, true())
    .order_by(_here.c.document_id)
)


def waiting_count(actor: Actor) -> int:
    """How many wait for this professional, at most 100 (one statement; none for anyone else)."""
    if not actor.is_verified_professional:
        return 0
    count: int = COUNT.first(**asker(actor)).waiting
    return count


def waiting_types(actor: Actor) -> list[tuple[str, Labels]]:
    """The document types of which something waits, with their labels (one statement)."""
    return [(row.code, row.labels) for row in TYPES.rows(**asker(actor))]


def waiting_in(
    actor: Actor, dossier_ids: Collection[uuid.UUID]
) -> tuple[int, dict[uuid.UUID, int]]:
    """How many wait in all, at most 100, and how many in each of these dossiers (one statement; none for
    anyone but a verified professional).
    """
    if not actor.is_verified_professional:
        return 0, {}
    rows = IN_DOSSIERS.rows(**asker(actor), ids=list(dossier_ids))
    return rows[0].total, {row.dossier_id: row.waiting for row in rows if row.dossier_id}


def waiting_here(
    actor: Actor, dossier_id: uuid.UUID
) -> tuple[int, list[tuple[uuid.UUID, uuid.UUID]]]:
    """How many wait in all, at most 100; and in this dossier, oldest first, requirement and
    version (one statement; none for anyone but a verified professional).
    """
    if not actor.is_verified_professional:
        return 0, []
    rows = IN_DOSSIER.rows(**asker(actor), dossier_id=dossier_id)
    found = [(row.requirement_id, row.document_id) for row in rows if row.document_id]
    return rows[0].waiting, found


@lru_cache(maxsize=4)
def _oldest(limit: int) -> Read:
    columns = (_total.label("total"), _each.label("each"))
    return Read(lines(frozenset(), limit).add_columns(*columns))


def oldest_waiting(
    actor: Actor, limit: int, dossier_ids: Collection[uuid.UUID]
) -> tuple[Page[QueueLine], int, dict[uuid.UUID, int]]:
    """The oldest that wait; with how many wait in all, at most 100, and in each of these dossiers (one
    statement).
    """
    rows = _oldest(limit).rows(**asker(actor), after=FIRST, ids=list(dossier_ids))
    if not rows:
        return Page([], None), 0, {}
    each = {uuid.UUID(key): count for key, count in (rows[0].each or {}).items()}
    return page_from(rows, limit), rows[0].total, each
