"""The keys of one page of a feed: of one index, in its order, read no further than the page and what may be muted on it."""

from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Float,
    Select,
    Text,
    Uuid,
    and_,
    bindparam,
    func,
    literal_column,
    select,
    tuple_,
    union,
)

from capitune.core.textsearch import answers
from capitune.inside.models import (
    MemberStance,
    Post,
    PostBookmark,
    PostStats,
    PostTag,
    Topic,
    TopicStance,
)
from capitune.inside.states import Pile, PostStatus, Sort, Stance

# Of what is walked some may be muted: so many pages are looked through for one.
PAGES, PAGES_OF_FOLLOWED = 4, 2
Names = frozenset[str]
_reader = bindparam("reader", type_=Uuid)


def is_quiet(kind: str, names: Names) -> bool:
    """Whether what the reader mutes is left out: of feeds, not of what was asked for by name."""
    if kind in (Sort.HOT, Pile.FOLLOWED):
        return True
    return kind == Sort.NEWEST and not names & {"q", "author"}


def walked(kind: str, names: Names, limit: int) -> int:
    """How many keys a walk takes at most."""
    if not is_quiet(kind, names):
        return limit + 1
    return limit * (PAGES_OF_FOLLOWED if kind == Pile.FOLLOWED else PAGES) + 1


def walk(kind: str, names: Names, limit: int) -> Select[*tuple[Any, ...]]:
    """``post_id`` and ``key`` (and ``hot``) of each, in order; with ``Pile.FOLLOWED`` the key alone."""
    last: Any = bindparam("last", type_=Uuid)
    most: Any = literal_column(str(walked(kind, names, limit)))
    if kind == Sort.HOT:
        found = _hottest(names, last)
    elif kind == Pile.SAVED:
        found = _kept(last)
    elif kind == Pile.FOLLOWED:
        found = _followed(last, most)
    elif kind in (Pile.MINE, Pile.HELD):
        found = _of_author(last) if kind == Pile.MINE else _waiting(last)
    elif "tag" in names and not names & {"q", "author"}:
        found = _tagged(names, last)
    else:
        found = _newest(names, last)
    return found.limit(most)


def unmuted(names: Names) -> list[ColumnElement[bool]]:
    """The conditions on ``Post`` that leave out what the reader mutes. Whoever asked for a tag reads it, muted or not."""
    people = select(MemberStance.member_id).where(
        MemberStance.user_id == _reader, _is(MemberStance, Stance.MUTED)
    )
    kept = [Post.author_id != func.all(_array(people, Uuid))]
    if "tag" not in names:
        tags = select(Topic.slug).join(TopicStance, TopicStance.topic_id == Topic.id)
        tags = tags.where(TopicStance.user_id == _reader, _is(TopicStance, Stance.MUTED))
        kept.append(~Post.tags.op("&&", is_comparison=True)(_array(tags, Text)))
    return kept


def _array(rows: Select[*tuple[Any, ...]], kind: Any) -> Any:
    # Read once for a statement, whatever it walks.
    return func.array(rows.scalar_subquery(), type_=ARRAY(kind))


def _is(table: Any, stance: Stance) -> Any:
    return table.stance == literal_column(f"'{stance}'")


def is_published() -> Any:
    """A literal, as in the index: with a parameter PostgreSQL could not know that the index holds them all."""
    return Post.status == literal_column(f"'{PostStatus.PUBLISHED}'")


def _hottest(names: Names, last: Any) -> Select[*tuple[Any, ...]]:
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
    kept = kept.join(Post, and_(Post.id == PostBookmark.post_id, is_published()))
    kept = kept.where(PostBookmark.user_id == _reader)
    return kept.where(PostBookmark.id < last).order_by(PostBookmark.id.desc())


def _of_author(last: Any) -> Select[*tuple[Any, ...]]:
    own = select(Post.id.label("post_id"), Post.id.label("key"))
    own = own.where(Post.author_id == _reader, Post.id < last)
    return own.order_by(Post.id.desc())


def _followed(last: Any, most: Any) -> Select[*tuple[Any, ...]]:
    """The newest of each tag and of each member one follows, each once: looked for one by one, so that those
    that bear a rare tag are not looked for among all.
    """
    topics = select(TopicStance.topic_id).where(
        TopicStance.user_id == _reader, _is(TopicStance, Stance.FOLLOWED)
    )
    people = select(MemberStance.member_id).where(
        MemberStance.user_id == _reader, _is(MemberStance, Stance.FOLLOWED)
    )
    tag, member = topics.subquery(), people.subquery()
    of_tag = select(PostTag.place.label("key")).where(
        PostTag.topic_id == tag.c.topic_id, PostTag.place.is_not(None), PostTag.place < last
    )
    of_member = select(Post.place.label("key")).where(
        Post.author_id == member.c.member_id, is_published(), Post.place < last
    )
    newest = (
        (tag, of_tag.order_by(PostTag.place.desc())),
        (member, of_member.order_by(Post.place.desc())),
    )
    each = [(one, rows.limit(most).lateral()) for one, rows in newest]
    both = union(
        *(
            select(rows.c.key).select_from(one.join(rows, literal_column("true")))
            for one, rows in each
        )
    ).subquery()
    return select(both.c.key).order_by(both.c.key.desc())


def _waiting(last: Any) -> Select[*tuple[Any, ...]]:
    held = select(Post.id.label("post_id"), Post.id.label("key"))
    held = held.where(Post.status == literal_column(f"'{PostStatus.HELD}'"), Post.id < last)
    return held.order_by(Post.id.desc())


def _tagged(names: Names, last: Any) -> Select[*tuple[Any, ...]]:
    tagged = select(PostTag.post_id, PostTag.place.label("key"))
    if "category" in names:
        of_category = Post.category == bindparam("category", type_=Text)
        tagged = tagged.join(Post, and_(Post.id == PostTag.post_id, of_category))
    tagged = tagged.where(PostTag.topic_id == _topic())
    tagged = tagged.where(PostTag.place.is_not(None), PostTag.place < last)
    return tagged.order_by(PostTag.place.desc())


def _newest(names: Names, last: Any) -> Select[*tuple[Any, ...]]:
    newest = select(Post.id.label("post_id"), Post.place.label("key"))
    newest = newest.where(is_published(), Post.place < last)
    if "category" in names:
        newest = newest.where(Post.category == bindparam("category", type_=Text))
    if "tag" in names:
        tagged = select(PostTag.post_id).where(PostTag.topic_id == _topic())
        newest = newest.where(Post.id.in_(tagged))
    if "author" in names:
        newest = newest.where(Post.author_id == bindparam("author", type_=Uuid))
    if "q" in names:
        newest = newest.where(answers(Post.search))
    return newest.order_by(Post.place.desc())


def _topic() -> Any:
    return select(Topic.id).where(Topic.slug == bindparam("tag", type_=Text)).scalar_subquery()
