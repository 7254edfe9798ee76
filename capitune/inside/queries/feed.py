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
    Float,
    Select,
    Text,
    Uuid,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    tuple_,
    type_coerce,
)
from sqlalchemy.orm import aliased
from sqlalchemy.types import NULLTYPE

from capitune.core.asked import bare_words
from capitune.core.clock import now
from capitune.core.errors import Invalid
from capitune.core.listing import LAST, Page, decode, encode, one_more
from capitune.core.reads import Read
from capitune.inside.models import Post, PostBookmark, PostLike, PostStats, PostTag, Topic
from capitune.inside.queries.authors import AUTHOR, with_author
from capitune.inside.states import Category, Pile, PostStatus, Sort

HOTTEST = 1e9
HOT_CURSOR = struct.Struct(">d16s")
MOST_WORDS = 8
FRENCH: Any = literal_column("'french'::regconfig")
ENGLISH: Any = literal_column("'english'::regconfig")

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
    """To what a feed is narrowed. ``tag`` is an address."""

    category: Category | None = None
    tag: str | None = None
    q: str = ""
    sort: Sort = Sort.NEWEST
    pile: Pile | None = None


def feed(reader: uuid.UUID | None, wanted: Wanted, limit: int, after: str | None) -> Page[Any]:
    """A page (one statement). Raises ``Invalid`` (``bad_cursor``)."""
    words = _words(wanted.q)
    if wanted.q and not words:
        return Page([], None)  # signs alone are in no post
    names = frozenset(name for name in ("category", "tag") if getattr(wanted, name) is not None) | (
        {"q"} if words else set()
    )
    is_hot = wanted.sort is Sort.HOT and not wanted.pile and not names & {"tag", "q"}
    heat, last = _begins(after, is_hot=is_hot)
    given = {"category": wanted.category, "tag": wanted.tag, "q": words}
    kind = Sort.HOT if is_hot else wanted.pile or Sort.NEWEST
    rows = _read(kind, names, limit).rows(
        **{name: given[name] for name in names},
        **({"heat": heat} if is_hot else {}),
        last=last,
        reader=reader,
        moment=now(),
    )
    items = rows[:limit]
    if len(rows) <= limit:
        return Page(items, None)
    return Page(items, _hot_cursor(items[-1]) if is_hot else encode(items[-1].key))


def card(reader: uuid.UUID | None, post_id: uuid.UUID) -> Any:
    """One post as a card shows it, whatever its status (one statement); None when it is not there."""
    return CARD.first(reader=reader, post_id=post_id, moment=now())


@lru_cache(maxsize=512)
def _read(kind: str, names: frozenset[str], limit: int) -> Read:
    found = _found(kind, names, limit).subquery()
    order = (found.c.hot.desc(), found.c.key.desc()) if kind == Sort.HOT else (found.c.key.desc(),)
    cards = _carded(select(*COLUMNS, found.c.key).join(found, found.c.post_id == Post.id))
    return Read(cards.order_by(*order))


def _found(kind: str, names: frozenset[str], limit: int) -> Select[*tuple[Any, ...]]:
    """The keys of one page: of one index, in its order, read no further than the page."""
    last = bindparam("last", type_=Uuid)
    if kind == Sort.HOT:
        return _hottest(names, last).limit(one_more(limit))
    if kind == Pile.SAVED:
        found = _kept(last)
    elif kind in (Pile.MINE, Pile.HELD):
        found = _of_author(last) if kind == Pile.MINE else _waiting(last)
    elif "tag" in names and "q" not in names:
        found = _tagged(names, last)
    else:
        found = _newest(names, last)
    return found.limit(one_more(limit))


def _hottest(names: frozenset[str], last: Any) -> Select[*tuple[Any, ...]]:
    stats = PostStats
    found = select(stats.post_id, stats.place.label("key"), stats.hot).where(
        stats.place.is_not(None),
        tuple_(stats.hot, stats.place) < tuple_(bindparam("heat", type_=Float), last),
    )
    if "category" in names:
        found = found.where(stats.category == bindparam("category", type_=Text))
    return found.order_by(stats.hot.desc(), stats.place.desc())


def _kept(last: Any) -> Select[*tuple[Any, ...]]:
    kept = select(PostBookmark.post_id, PostBookmark.id.label("key"))
    kept = kept.join(Post, and_(Post.id == PostBookmark.post_id, _is_published()))
    kept = kept.where(PostBookmark.user_id == bindparam("reader", type_=Uuid))
    return kept.where(PostBookmark.id < last).order_by(PostBookmark.id.desc())


def _of_author(last: Any) -> Select[*tuple[Any, ...]]:
    own = select(Post.id.label("post_id"), Post.id.label("key"))
    own = own.where(Post.author_id == bindparam("reader", type_=Uuid), Post.id < last)
    return own.order_by(Post.id.desc())


def _waiting(last: Any) -> Select[*tuple[Any, ...]]:
    held = select(Post.id.label("post_id"), Post.id.label("key"))
    held = held.where(Post.status == literal_column(f"'{PostStatus.HELD}'"), Post.id < last)
    return held.order_by(Post.id.desc())


def _tagged(names: frozenset[str], last: Any) -> Select[*tuple[Any, ...]]:
    tagged = select(PostTag.post_id, PostTag.place.label("key"))
    if "category" in names:
        of_category = Post.category == bindparam("category", type_=Text)
        tagged = tagged.join(Post, and_(Post.id == PostTag.post_id, of_category))
    tagged = tagged.where(PostTag.topic_id == _topic())
    tagged = tagged.where(PostTag.place.is_not(None), PostTag.place < last)
    return tagged.order_by(PostTag.place.desc())


def _newest(names: frozenset[str], last: Any) -> Select[*tuple[Any, ...]]:
    newest = select(Post.id.label("post_id"), Post.place.label("key"))
    newest = newest.where(_is_published(), Post.place < last)
    if "category" in names:
        newest = newest.where(Post.category == bindparam("category", type_=Text))
    if "tag" in names:
        tagged = select(PostTag.post_id).where(PostTag.topic_id == _topic())
        newest = newest.where(Post.id.in_(tagged))
    if "q" in names:
        asked = func.fold(bindparam("q", type_=Text))
        newest = newest.where(
            or_(
                Post.search.op("@@")(func.to_tsquery(FRENCH, asked)),
                Post.search.op("@@")(func.to_tsquery(ENGLISH, asked)),
            )
        )
    return newest.order_by(Post.place.desc())


def _topic() -> Any:
    return select(Topic.id).where(Topic.slug == bindparam("tag", type_=Text)).scalar_subquery()


def _is_published() -> Any:
    # A literal, as in the index: with a parameter PostgreSQL could not know that the index holds them all.
    return Post.status == literal_column(f"'{PostStatus.PUBLISHED}'")


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


def _words(typed: str) -> str:
    """A question of PostgreSQL's text search: all of these words."""
    return " & ".join(bare_words(typed)[:MOST_WORDS])


def _begins(after: str | None, *, is_hot: bool) -> tuple[float, uuid.UUID]:
    if not is_hot:
        return 0.0, decode(after) or LAST
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


def _hot_cursor(row: Any) -> str:
    return base64.urlsafe_b64encode(HOT_CURSOR.pack(row.hot, row.place.bytes)).decode().rstrip("=")
