"""Finding verified professionals. The order is a circle dealt at random, begun elsewhere each day.

A cursor holds where its day began: whoever reads on after midnight goes on in the order they were reading.
"""

import base64
import binascii
import hashlib
import struct
import uuid
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    bindparam,
    cast,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlalchemy.types import BigInteger, Text, Uuid

from capitune.accounts.models import User
from capitune.core.asked import bare_words
from capitune.core.clock import now, today
from capitune.core.db import Moment
from capitune.core.errors import Invalid
from capitune.core.listing import LAST, Page, one_more
from capitune.core.reads import Read
from capitune.professionals.models import DirectoryEntry, Practice
from capitune.professionals.models.directory import PLACES
from capitune.professionals.wanted import Wanted

Entry = DirectoryEntry
BEFORE_ALL, AFTER_ALL = (-1, LAST), (PLACES, LAST)
CURSOR = struct.Struct(">QQ16s")
MOST_WORDS, SHORTEST_PREFIX = 6, 2
LISTS = {"scope": Entry.scopes, "language": Entry.languages}
COLUMNS = (
    Entry.user_id.label("id"),
    Entry.first_name,
    Entry.last_name,
    Entry.organization,
    Entry.profession,
    Entry.domain,
    Entry.province,
    Entry.scopes,
    Entry.languages,
    Entry.place,
)


def listed(looked_for: Wanted, limit: int, after: str | None) -> Page[Any]:
    """A page of the directory (one statement). Raises ``Invalid`` (``bad_cursor``)."""
    words = _words(looked_for.q)
    if looked_for.q and not words:
        return Page([], None)  # signs alone are in no name
    pivot, first, second = _begins(after)
    parameters: dict[str, Any] = dict(looked_for.chosen) | ({"q": words} if words else {})
    read = _read(frozenset(parameters), limit)
    rows = read.rows(
        **parameters,
        pivot=pivot,
        first_place=first[0],
        first_id=first[1],
        second_place=second[0],
        second_id=second[1],
        moment=now(),
    )
    items = rows[:limit]
    more = len(rows) > limit
    return Page(items, _encode(pivot, items[-1].place, items[-1].id) if more else None)


PROFILE = Read(
    select(
        *COLUMNS,
        User.avatar_id,
        Practice.bio,
        Practice.years,
        Practice.expertise,
        Practice.services,
        Practice.portfolio,
    )
    .join(User, User.id == Entry.user_id)
    .outerjoin(Practice, Practice.user_id == Entry.user_id)
    .where(
        Entry.user_id == bindparam("user_id"),
        or_(Entry.licence_until.is_(None), Entry.licence_until > bindparam("moment", type_=Moment)),
    )
)


def professional_by_id(professional_id: uuid.UUID) -> Any:
    """What this professional shows (one statement); None for whoever is not verified now."""
    return PROFILE.first(user_id=professional_id, moment=now())


def pivot_of_today() -> int:
    """Where the circle begins today: the same for everybody, known to nobody much before."""
    digest = hashlib.sha256(f"directory {today():%Y-%m-%d}".encode()).digest()
    return int.from_bytes(digest[:8]) % PLACES


def _begins(after: str | None) -> tuple[int, tuple[int, uuid.UUID], tuple[int, uuid.UUID]]:
    """Where the circle begins, and after what each of its halves (from there on; up to there) is read."""
    if not after:
        pivot = pivot_of_today()
        return pivot, (pivot - 1, LAST), BEFORE_ALL
    pivot, place, last = _decode(after)
    if place >= pivot:
        return pivot, (place, last), BEFORE_ALL
    return pivot, AFTER_ALL, (place, last)


@lru_cache(maxsize=512)
def _read(names: frozenset[str], limit: int) -> Read:
    """The statement for these filters, compiled once."""
    pivot = bindparam("pivot", type_=BigInteger)
    halves = [
        _half(names, limit, number, side, name)
        for number, side, name in (
            (0, Entry.place >= pivot, "first"),
            (1, Entry.place < pivot, "second"),
        )
    ]
    found = union_all(*(select(half) for half in halves)).subquery()
    columns = [found.c[column.key] for column in COLUMNS]
    order = (found.c.half, found.c.place, found.c.id)
    pictured = select(*columns, User.avatar_id).join(User, User.id == found.c.id)
    return Read(pictured.order_by(*order).limit(one_more(limit)))


def _half(
    names: frozenset[str], limit: int, number: int, side: ColumnElement[bool], name: str
) -> Any:
    begin = tuple_(
        bindparam(f"{name}_place", type_=BigInteger), bindparam(f"{name}_id", type_=Uuid)
    )
    good = or_(
        Entry.licence_until.is_(None), Entry.licence_until > bindparam("moment", type_=Moment)
    )
    return (
        select(*COLUMNS, literal(number).label("half"))
        .where(side, tuple_(Entry.place, Entry.user_id) > begin, good, *_conditions(names))
        .order_by(Entry.place, Entry.user_id)
        .limit(one_more(limit))
        .subquery()
    )


def _conditions(names: frozenset[str]) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    for name in sorted(names):
        if name in LISTS:
            conditions.append(
                LISTS[name].contains(cast(array([bindparam(name, type_=Text)]), ARRAY(Text)))
            )
        elif name == "q":
            asked = func.to_tsquery("simple", func.fold(bindparam("q", type_=Text)))
            conditions.append(Entry.search.op("@@")(asked))
        else:
            conditions.append(getattr(Entry, name) == bindparam(name))
    return conditions


def _words(typed: str) -> str:
    """A question of PostgreSQL's text search: each word by its beginning, all of them."""
    found = bare_words(typed)[:MOST_WORDS]
    return " & ".join(f"{w}:*" if len(w) >= SHORTEST_PREFIX else w for w in found)


def _encode(pivot: int, place: int, user_id: uuid.UUID) -> str:
    return base64.urlsafe_b64encode(CURSOR.pack(pivot, place, user_id.bytes)).decode().rstrip("=")


def _decode(cursor: str) -> tuple[int, int, uuid.UUID]:
    try:
        packed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        pivot, place, last = CURSOR.unpack(packed)
    except (ValueError, binascii.Error, struct.error) as error:
        raise Invalid.on("after", "bad_cursor") from error
    if pivot >= PLACES or place >= PLACES:
        raise Invalid.on("after", "bad_cursor")
    return pivot, place, uuid.UUID(bytes=last)
