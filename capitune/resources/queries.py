"""The library: a page of it, one of it, how far somebody has come."""

import uuid
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Text, Uuid, bindparam, func, literal_column, select

from capitune.core.db import db
from capitune.core.listing import LAST, Page, decode, encode, one_more
from capitune.core.reads import Read
from capitune.core.textsearch import answers, question
from capitune.resources.models import LessonDone, Resource
from capitune.resources.states import ResourceKind, ResourceStatus

# Without bodies and their HTML: a page of the list shows none.
COLUMNS = (
    Resource.id,
    Resource.kind,
    Resource.status,
    Resource.minutes,
    Resource.source_name,
    Resource.source_url,
    Resource.valid_on,
    Resource.review_on,
    Resource.published_at,
    Resource.place,
    Resource.version,
    *(
        Resource.texts[language][name].astext.label(f"{name}_{language}")
        for language in ("fr", "en")
        for name in ("title", "summary")
    ),
)


def library(kind: ResourceKind | None, typed: str, limit: int, after: str | None) -> Page[Any]:
    """What everybody may read, the newest first (one statement). Raises ``Invalid`` (``bad_cursor``)."""
    words = question(typed)
    if typed and not words:
        return Page([], None)  # signs alone are in no text
    given = {"kind": kind, "q": words or None}
    names = frozenset(name for name, value in given.items() if value is not None)
    last = decode(after) or LAST
    rows = _read(names, limit).rows(last=last, **{name: given[name] for name in names})
    items = rows[:limit]
    return Page(items, encode(items[-1].place) if len(rows) > limit else None)


@lru_cache(maxsize=128)
def _read(names: frozenset[str], limit: int) -> Read:
    # A literal, as in the index: with a parameter PostgreSQL could not know that the index holds them all.
    published = Resource.status == literal_column(f"'{ResourceStatus.PUBLISHED}'")
    found = select(*COLUMNS).where(published, Resource.place < bindparam("last", type_=Uuid))
    if "kind" in names:
        found = found.where(Resource.kind == bindparam("kind", type_=Text))
    if "q" in names:
        found = found.where(answers(Resource.search))
    return Read(found.order_by(Resource.place.desc()).limit(one_more(limit)))


def resource_by_id(resource_id: uuid.UUID, *, lock: bool = False) -> Resource | None:
    """The resource; with ``lock``, held and fresh until the unit of work ends."""
    found = select(Resource).where(Resource.id == resource_id)
    if lock:
        found = found.with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(found).first()


def lessons_done(user_id: uuid.UUID, resource_id: uuid.UUID) -> set[int]:
    """The lessons of it that they have done (one statement)."""
    done = select(LessonDone.lesson).where(
        LessonDone.user_id == user_id, LessonDone.resource_id == resource_id
    )
    return set(db.session.scalars(done))


def of_the_desk(last: uuid.UUID, limit: int, *, due: date | None = None) -> Sequence[Any]:
    """What the team keeps, the newest first, one more than ``limit`` (one statement); only what is to be held against
    its source again on the day ``due``, if given.
    """
    found = select(*COLUMNS).where(Resource.id < last)
    if due is not None:
        found = found.where(
            Resource.status == literal_column(f"'{ResourceStatus.PUBLISHED}'"),
            Resource.review_on <= due,
        )
    return db.session.execute(found.order_by(Resource.id.desc()).limit(one_more(limit))).all()


def due_for_review(day: date, most: int) -> int:
    """How many are to be held against their source again; counted to ``most`` and no further (one statement)."""
    due = select(Resource.id).where(
        Resource.status == literal_column(f"'{ResourceStatus.PUBLISHED}'"),
        Resource.review_on <= day,
    )
    return db.session.scalar(select(func.count()).select_from(due.limit(most).subquery())) or 0
