"""Finding people by the beginning of what one knows of them."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal_column, or_, select, union

from capitune.accounts.models import User
from capitune.accounts.phones import beginnings
from capitune.core.asked import words_of
from capitune.core.db import db
from capitune.core.errors import Invalid
from capitune.core.ids import parse_id
from capitune.core.listing import one_more

MOST_PEOPLE, LONGEST = 10, 100
WILD = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})
# As the indexes hold them.
FIRST_LAST: ColumnElement[str] = literal_column("fold(users.first_name || ' ' || users.last_name)")
LAST_FIRST: ColumnElement[str] = literal_column("fold(users.last_name || ' ' || users.first_name)")


def begins_with(words: str) -> ColumnElement[bool]:
    """Both names, in either order, or the address begin with ``words``, whatever accents and capitals."""
    return or_(*_names(words))


def people_like(words: str, most: int, *more: Select[Any], phones: bool = False) -> list[uuid.UUID]:
    """The people whom ``begins_with`` finds, by telephone too with ``phones``, and by ``more``; at most one more
    than ``most``: each beginning is a short walk down an index of its own, however many people there are.
    """
    conditions = [*_names(words), *(_phones(words) if phones else ())]
    walks = [*(select(User.id).where(condition) for condition in conditions), *more]
    short = (walk.limit(one_more(most)).subquery() for walk in walks)
    found = union(*(select(walk.c.id) for walk in short)).subquery()
    return list(db.session.scalars(select(found.c.id).limit(one_more(most))))


def starting(words: str) -> str:
    """``words`` as the beginning that LIKE looks for."""
    return f"{words.translate(WILD)}%"


def _names(words: str) -> tuple[ColumnElement[bool], ...]:
    start = func.fold(words.translate(WILD)).concat("%")
    return tuple(name.like(start) for name in (FIRST_LAST, LAST_FIRST, User.email_key))


def _phones(words: str) -> Iterable[ColumnElement[bool]]:
    return (User.phone.like(f"{start}%") for start in beginnings(words))


def people_asked(asked: Mapping[str, str], name: str) -> tuple[uuid.UUID, ...] | None:
    """Whom the words under this name mean: a key, or what ``people_like`` finds; None without words.

    Raises ``Invalid`` (``many_people``) at that name.
    """
    words = words_of(asked, name, LONGEST)
    if not words:
        return None
    known = parse_id(words)
    if known:
        return (known,)
    found = people_like(words, MOST_PEOPLE)
    if len(found) > MOST_PEOPLE:
        raise Invalid.on(name, "many_people", most=MOST_PEOPLE)
    return tuple(found)
