"""The comments of a post: its first ones page by page, each with its branch."""

import uuid
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Uuid,
    bindparam,
    case,
    literal,
    literal_column,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.listing import Page, decode, encode, one_more
from capitune.core.reads import Read
from capitune.inside.models import Comment
from capitune.inside.queries.authors import AUTHOR, with_author
from capitune.moderation.states import Standing

NONE = uuid.UUID(int=0)
# Of one branch; longer ones are cut, their newest last.
MOST_OF_BRANCH = 100
_is_shown = Comment.standing == literal_column(f"'{Standing.SHOWN.value}'")
_COLUMNS = (
    Comment.id,
    Comment.post_id,
    Comment.root_id,
    Comment.parent_id,
    Comment.depth,
    # What was taken away is nowhere shown: not on pages, not to programs.
    case((_is_shown, Comment.body), else_=literal("")).label("body"),
    case((_is_shown, Comment.body_html), else_=literal("")).label("body_html"),
    Comment.standing,
    Comment.render_version,
    Comment.scopes,
    Comment.held,
    Comment.reason,
    Comment.notice,
    Comment.version,
    Comment.created_at,
    Comment.edited_at,
    Comment.author_id,
    *AUTHOR,
)


@dataclass(slots=True)
class Branch:
    """A comment and the answers to it, the oldest first."""

    said: Any
    answers: list["Branch"] = field(default_factory=list)


def comment_by_id(comment_id: uuid.UUID, *, lock: bool = False) -> Comment | None:
    """The comment; with ``lock``, held and fresh until the unit of work ends."""
    found = select(Comment).where(Comment.id == comment_id)
    if lock:
        found = found.with_for_update(of=Comment).execution_options(populate_existing=True)
    return db.session.scalars(found).first()


def comments_of(
    post_id: uuid.UUID,
    limit: int,
    after: str | None,
    reader: uuid.UUID | None = None,
    *,
    every: bool = False,
) -> Page[Any]:
    """A page of rows: ``limit`` first comments, the oldest first, each followed by its branch (one statement). Those held
    are there for ``reader`` who wrote them; all of them with ``every``, for the team.

    Raises ``Invalid`` (``bad_cursor``).
    """
    who = {"reader": reader, "every": every}
    rows = _read(limit).rows(post_id=post_id, last=decode(after) or NONE, moment=now(), **who)
    roots = list(dict.fromkeys(row.root_id for row in rows))
    more = len(roots) > limit
    shown = set(roots[:limit])
    return Page(
        [row for row in rows if row.root_id in shown], encode(roots[limit - 1]) if more else None
    )


def branches(rows: Any) -> list[Branch]:
    """The same rows as they hang together."""
    known: dict[uuid.UUID, Branch] = {}
    first: list[Branch] = []
    for row in rows:
        branch = known[row.id] = Branch(row)
        above = known.get(row.parent_id) if row.parent_id else None
        (above.answers if above else first).append(branch)
    return first


AFTER = (
    select(Comment.id)
    .where(Comment.post_id == bindparam("post_id"), Comment.id > bindparam("after"))
    .where(Comment.held.is_(False))
    .order_by(Comment.id)
    .limit(literal_column(str(MOST_OF_BRANCH)))
)


def comments_after(post_id: uuid.UUID, after: uuid.UUID) -> list[uuid.UUID]:
    """The ids of what was written on it after that moment, the oldest first (one statement)."""
    return list(db.session.scalars(AFTER, {"post_id": post_id, "after": after}))


def comment_line(comment_id: uuid.UUID) -> Any:
    """One, as a line of ``comments_of`` (one statement)."""
    return LINE.first(comment_id=comment_id, moment=now())


@lru_cache(maxsize=128)
def _read(limit: int) -> Read:
    roots = (
        select(Comment.id)
        .where(
            Comment.post_id == bindparam("post_id", type_=Uuid),
            # Literals, as in the index.
            Comment.depth == literal_column("1"),
            Comment.id > bindparam("last", type_=Uuid),
            _sees(Comment),
        )
        .order_by(Comment.id)
        .limit(one_more(limit))
        .subquery()
    )
    inner = aliased(Comment)
    branch = (
        select(inner.id)
        .where(inner.root_id == roots.c.id, _sees(inner))
        .order_by(inner.id)
        .limit(literal_column(str(MOST_OF_BRANCH)))
        .lateral()
    )
    keys = (
        select(branch.c.id, roots.c.id.label("root"))
        .select_from(roots)
        .join(branch, literal_column("true"))
    )
    found = keys.subquery()
    lines = _lines().join(found, found.c.id == Comment.id)
    return Read(lines.order_by(found.c.root, Comment.id))


def _sees(comment: Any) -> ColumnElement[bool]:
    """Whoever reads may see it."""
    own = comment.author_id == bindparam("reader", type_=Uuid)
    return or_(comment.held.is_(False), own, bindparam("every", type_=Boolean))


def _lines() -> Any:
    return with_author(select(*_COLUMNS).select_from(Comment), Comment.author_id)


LINE = Read(_lines().where(Comment.id == bindparam("comment_id", type_=Uuid)))
