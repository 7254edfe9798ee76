"""Feeds: one statement a page, whatever it is narrowed to, with all that a card shows and what is the reader's own.

Each narrowing has an index of its own; a page costs the same at a thousand posts and at a million.
"""

import base64
import binascii
import struct
import uuid
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    JSON,
    Select,
    Uuid,
    and_,
    bindparam,
    func,
    literal_column,
    select,
    type_coerce,
)
from sqlalchemy.orm import aliased, join
from sqlalchemy.types import NULLTYPE

from capitune.core.clock import now
from capitune.core.errors import Invalid
from capitune.core.listing import LAST, Page, decode, encode, one_more
from capitune.core.reads import Read
from capitune.core.textsearch import question
from capitune.inside.models import Post, PostBookmark, PostLike, PostStats, Topic
from capitune.inside.queries.authors import AUTHOR, with_author
from capitune.inside.queries.walks import is_published, is_quiet, unmuted, walk, walked
from capitune.inside.states import Category, Pile, Sort

HOTTEST = 1e9
# A page of which too much is muted is walked on for, so many times.
ROUNDS = 3
HOT_CURSOR = struct.Struct(">d16s")
# Where a walk stands: the key, and of the popular ones the heat.
Place = tuple[float | None, uuid.UUID]

# Read once for a page, whatever its length.
_topics = select(Topic.slug, Topic.name_fr, Topic.name_en).cte("known").prefix_with("MATERIALIZED")
_tags = (
    select(
        func.json_agg(
            func.json_build_object(
                "slug", _topics.c.slug, "fr", _topics.c.name_fr, "en", _topics.c.name_en
            ),
            type_=JSON,
        )
    )
    .where(_topics.c.slug == func.any(Post.tags))
    .correlate(Post)
    .scalar_subquery()
)
_like, _saved = aliased(PostLike), aliased(PostBookmark)
COLUMNS = (
    Post.id,
    Post.title,
    Post.body,
    Post.body_html,
    Post.excerpt,
    Post.render_version,
    Post.category,
    Post.status,
    Post.reason,
    Post.notice,
    Post.version,
    Post.place,
    Post.created_at,
    Post.published_at,
    Post.edited_at,
    Post.author_id,
    *AUTHOR,
    PostStats.likes,
    PostStats.comments,
    # As the driver reads it: a Read cannot convert what SQLAlchemy calls a float.
    type_coerce(PostStats.hot, NULLTYPE).label("hot"),
    _like.user_id.is_not(None).label("liked"),
    _saved.user_id.is_not(None).label("bookmarked"),
    _tags.label("tags"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """To what a feed is narrowed. ``tag`` is an address, ``author`` whoever wrote it."""

    category: Category | None = None
    tag: str | None = None
    q: str = ""
    sort: Sort = Sort.NEWEST
    pile: Pile | None = None
    author: uuid.UUID | None = None


def feed(reader: uuid.UUID | None, wanted: Wanted, limit: int, after: str | None) -> Page[Any]:
    """A page (one statement; on the last page, or where much is muted, some more). Raises ``Invalid`` (``bad_cursor``)."""
    words = question(wanted.q)
    if wanted.q and not words:
        return Page([], None)  # signs alone are in no post
    given = {"category": wanted.category, "tag": wanted.tag, "q": words, "author": wanted.author}
    given = {name: value for name, value in given.items() if value}
    names = frozenset(given)
    is_hot = wanted.sort is Sort.HOT and not wanted.pile and names <= {"category"}
    kind = Sort.HOT if is_hot else wanted.pile or Sort.NEWEST
    start = _begins(after, is_hot=is_hot)
    items: list[Any] = []
    for _round in range(ROUNDS):
        asked = _asked(start, is_hot=is_hot)
        items += _read(kind, names, limit).rows(**given, **asked, reader=reader, moment=now())
        if len(items) > limit:
            return Page(items[:limit], _cursor(_place_of(items[limit - 1], is_hot=is_hot)))
        # Fewer than a page: nothing is left, or too much of what was walked is muted.
        quiet = is_quiet(kind, names)
        end = _end(kind, names, limit).first(**given, **asked, reader=reader) if quiet else None
        if end is None:
            return Page(items, None)
        start = _place_of(end, is_hot=is_hot)
    return Page(items, _cursor(start))


def card(reader: uuid.UUID | None, post_id: uuid.UUID) -> Any:
    """One post as a card shows it, whatever its status (one statement); None when it is not there."""
    return CARD.first(reader=reader, post_id=post_id, moment=now())


@lru_cache(maxsize=512)
def _read(kind: str, names: frozenset[str], limit: int) -> Read:
    found = walk(kind, names, limit).subquery()
    order = (found.c.hot.desc(), found.c.key.desc()) if kind == Sort.HOT else (found.c.key.desc(),)
    if kind == Pile.FOLLOWED:
        here = and_(Post.place == found.c.key, is_published())
    else:
        here = found.c.post_id == Post.id
    cards = select(*COLUMNS, found.c.key).select_from(join(Post, found, here))
    cards = _carded(cards).order_by(*order)
    if is_quiet(kind, names):
        cards = cards.where(*unmuted(names)).limit(one_more(limit))
    return Read(cards)


@lru_cache(maxsize=512)
def _end(kind: str, names: frozenset[str], limit: int) -> Read:
    """Where a walk stops that there is more of."""
    found = walk(kind, names, limit).subquery()
    last = [found.c.key, *([found.c.hot] if kind == Sort.HOT else [])]
    order = (found.c.hot.desc(), found.c.key.desc()) if kind == Sort.HOT else (found.c.key.desc(),)
    last[1:] = [type_coerce(heat, NULLTYPE).label("hot") for heat in last[1:]]
    before_last: Any = literal_column(str(walked(kind, names, limit) - 1))
    return Read(select(*last).order_by(*order).offset(before_last).limit(literal_column("1")))


def _carded(cards: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    reader = bindparam("reader", type_=Uuid)
    return (
        with_author(cards, Post.author_id)
        .outerjoin(PostStats, PostStats.post_id == Post.id)
        .outerjoin(_like, and_(_like.post_id == Post.id, _like.user_id == reader))
        .outerjoin(_saved, and_(_saved.post_id == Post.id, _saved.user_id == reader))
    )


CARD = Read(
    _carded(select(*COLUMNS).select_from(Post)).where(Post.id == bindparam("post_id", type_=Uuid))
)


def _begins(after: str | None, *, is_hot: bool) -> Place:
    if not is_hot:
        return None, decode(after) or LAST
    if not after:
        return HOTTEST, LAST
    try:
        packed = base64.urlsafe_b64decode(after + "=" * (-len(after) % 4))
        heat, last = HOT_CURSOR.unpack(packed)
    except (ValueError, binascii.Error, struct.error) as error:
        raise Invalid.on("after", "bad_cursor") from error
    if heat != heat:  # noqa: PLR0124 nan is no heat
        raise Invalid.on("after", "bad_cursor")
    return heat, uuid.UUID(bytes=last)


def _asked(start: Place, *, is_hot: bool) -> dict[str, Any]:
    heat, last = start
    return {"last": last} | ({"heat": heat} if is_hot else {})


def _place_of(row: Any, *, is_hot: bool) -> Place:
    return (row.hot if is_hot else None), row.key


def _cursor(place: Place) -> str:
    heat, last = place
    if heat is None:
        return encode(last)
    return base64.urlsafe_b64encode(HOT_CURSOR.pack(heat, last.bytes)).decode().rstrip("=")
