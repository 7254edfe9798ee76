"""The queue of versions that wait for a professional's decision, oldest first."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Text,
    Uuid,
    any_,
    bindparam,
    exists,
    func,
    literal_column,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY

from capitune.accounts.people import Face
from capitune.authz.actor import Actor
from capitune.core.listing import Page, encode, one_more
from capitune.core.reads import Read
from capitune.dossiers.jurisdictions import met_by
from capitune.dossiers.models import Dossier, ReviewWait
from capitune.dossiers.queries.audiences import AnySelect
from capitune.dossiers.queries.lines import AnyRow, QueueLine
from capitune.dossiers.wanted import Wanted

MOST = 100  # nobody is told of more than this many
FIRST = uuid.UUID(int=0)
EVERYTHING = Wanted()

MINE = (
    ReviewWait.professional_id == bindparam("actor_id"),
    ReviewWait.needs == any_(bindparam("met", type_=ARRAY(Text))),
)
_number = select(Dossier.id).where(Dossier.number == bindparam("dossier")).scalar_subquery()
FILTERS: dict[str, ColumnElement[bool]] = {
    "dossier": ReviewWait.dossier_id == _number,
    "type": ReviewWait.code == bindparam("type"),
    "role": ReviewWait.role == bindparam("role"),
}
SHOWN = (
    ReviewWait.document_id,
    ReviewWait.dossier_id,
    ReviewWait.requirement_id,
    ReviewWait.dossier_number,
    ReviewWait.candidate_id,
    ReviewWait.candidate_first_name,
    ReviewWait.candidate_last_name,
    ReviewWait.candidate_avatar_id,
    ReviewWait.labels,
    ReviewWait.kind,
    ReviewWait.position,
    ReviewWait.number,
    ReviewWait.sent_at,
)


@dataclass(frozen=True, slots=True)
class Around:
    """Who stands before and after in the queue (dossier and version), and how many on each side, at most
    100; ``first`` is the oldest of all. ``waits``: this one stands there too.
    ``waiting``: how many wait in all, whatever is looked for, at most 100.
    """

    waiting: int
    waits: bool
    before: int
    after: int
    previous: tuple[uuid.UUID, uuid.UUID] | None
    next: tuple[uuid.UUID, uuid.UUID] | None
    first: tuple[uuid.UUID, uuid.UUID] | None


def _kept(names: Collection[str]) -> list[ColumnElement[bool]]:
    return [*MINE, *(FILTERS[name] for name in sorted(names))]


def lines(names: frozenset[str], limit: int) -> AnySelect:
    """A page, from the queue alone."""
    return (
        select(*SHOWN)
        .where(*_kept(names), ReviewWait.document_id > bindparam("after"))
        .order_by(ReviewWait.document_id)
        .limit(one_more(limit))
    )


@lru_cache(maxsize=64)
def _lines(names: frozenset[str], limit: int) -> Read:
    return Read(lines(names, limit))


def _end(names: frozenset[str], condition: ColumnElement[bool], *, backwards: bool = False) -> Any:
    key = ReviewWait.document_id
    return (
        select(ReviewWait.dossier_id, key)
        .where(*_kept(names), condition)
        .order_by(key.desc() if backwards else key)
        .limit(literal_column("1"))
        .subquery()
    )


def many(names: frozenset[str], condition: ColumnElement[bool]) -> Any:
    """How many of the queue meet ``condition`` and the filters ``names``, at most ``MOST``: a subquery."""
    some = (
        select(literal_column("1"))
        .select_from(ReviewWait)
        .where(*_kept(names), condition)
        .limit(literal_column(str(MOST)))
        .subquery()
    )
    return select(func.count()).select_from(some).scalar_subquery()


@lru_cache(maxsize=8)
def _around(names: frozenset[str]) -> Read:
    key, here = ReviewWait.document_id, bindparam("document_id", type_=Uuid)
    previous = _end(names, key < here, backwards=True)
    following, first = _end(names, key > here), _end(names, true())
    places = (previous, following, first)
    # One row, whatever is there.
    source: Any = select(literal_column("1").label("one")).subquery()
    for place in places:
        source = source.outerjoin(place, true())
    return Read(
        select(
            many(frozenset(), true()).label("waiting"),
            exists().where(*_kept(names), key == here).label("waits"),
            many(names, key < here).label("before"),
            many(names, key > here).label("after"),
            *(column for place in places for column in (place.c.dossier_id, place.c.document_id)),
        ).select_from(source)
    )


def review_page(
    actor: Actor, wanted: Wanted, limit: int, after: uuid.UUID | None = None
) -> Page[QueueLine]:
    """What this professional may decide on, oldest first, after the id ``after`` (one statement; none for
    anyone else).
    """
    if not actor.is_verified_professional:
        return Page([], None)
    rows = _lines(frozenset(wanted.chosen), limit).rows(
        **asker(actor), **wanted.chosen, after=after or FIRST
    )
    return page_from(rows, limit)


def page_from(rows: Sequence[AnyRow], limit: int) -> Page[QueueLine]:
    """A page from rows of ``lines``, read with one more than ``limit``."""
    found = [_line(row) for row in rows[:limit]]
    more = len(rows) > limit
    return Page(found, encode(found[-1].document_id) if more else None)


def review_queue(actor: Actor) -> list[QueueLine]:
    """The oldest hundred (one statement; none for anyone but a verified professional)."""
    return list(review_page(actor, EVERYTHING, MOST).items)


def queue_around(actor: Actor, wanted: Wanted, document_id: uuid.UUID) -> Around | None:
    """What stands around this version in the queue (one statement); None for who has no queue."""
    if not actor.is_verified_professional:
        return None
    row = _around(frozenset(wanted.chosen)).rows(
        **asker(actor), **wanted.chosen, document_id=document_id
    )[0]
    return Around(*row[:4], *(_place(row[at], row[at + 1]) for at in (4, 6, 8)))


def _place(
    dossier_id: uuid.UUID | None, document_id: uuid.UUID | None
) -> tuple[uuid.UUID, uuid.UUID] | None:
    return (dossier_id, document_id) if dossier_id and document_id else None


def asker(actor: Actor) -> dict[str, Any]:
    """The parameters of ``MINE`` for this professional."""
    return {"actor_id": actor.user_id, "met": met_by(actor.scopes)}


def _line(row: AnyRow) -> QueueLine:
    names = (row.candidate_first_name, row.candidate_last_name)
    return QueueLine(
        document_id=row.document_id,
        dossier_id=row.dossier_id,
        requirement_id=row.requirement_id,
        dossier_number=row.dossier_number,
        candidate=Face(row.candidate_id, *names, avatar_id=row.candidate_avatar_id),
        labels=row.labels,
        kind=row.kind,
        position=row.position,
        number=row.number,
        created_at=row.sent_at,
    )
