"""What is new in a feed since a reader opened it."""

import uuid
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, Text, Uuid, bindparam, func, literal_column, select

from capitune.core.catching import MOST
from capitune.core.reads import Read
from capitune.inside.models import Post
from capitune.inside.queries.walks import is_published, unmuted
from capitune.inside.watched import FEEDS

# More are "more than twenty"; so many are looked at for them, the oldest first.
MOST_NEW, MOST_WALKED = 20, 100


def new_in(reader: uuid.UUID | None, category: str, after: uuid.UUID) -> int:
    """How many posts of others are new after that place, none of them muted; counted to 21 (one statement)."""
    found = _count(bool(category)).first(reader=reader, after=after, **_of(category))
    return int(found.number)


def new_after(feed: uuid.UUID, after: uuid.UUID) -> list[uuid.UUID]:
    """The places of what was published in a feed after that moment, the oldest first (one statement)."""
    category = FEEDS[feed]
    return [row.place for row in _places(bool(category)).rows(after=after, **_of(category))]


def _of(category: str) -> dict[str, str]:
    return {"category": category} if category else {}


@lru_cache
def _count(of_category: bool) -> Read:  # noqa: FBT001 the key of a cache
    walk = _walk(of_category, MOST_WALKED).subquery()
    new = (
        select(Post.id)
        .join(walk, walk.c.place == Post.place)
        .where(is_published(), Post.author_id != bindparam("reader", type_=Uuid))
        .where(*unmuted(frozenset()))
        .limit(literal_column(str(MOST_NEW + 1)))
    )
    return Read(select(func.count().label("number")).select_from(new.subquery()))


@lru_cache
def _places(of_category: bool) -> Read:  # noqa: FBT001 the same
    return Read(_walk(of_category, MOST))


def _walk(of_category: bool, most: int) -> Select[*tuple[Any, ...]]:  # noqa: FBT001 the same
    places = select(Post.place).where(is_published(), Post.place > bindparam("after", type_=Uuid))
    if of_category:
        places = places.where(Post.category == bindparam("category", type_=Text))
    return places.order_by(Post.place).limit(literal_column(str(most)))
