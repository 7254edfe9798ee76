"""Keyset pages: a cursor is the last id shown; never an offset, never a total."""

import base64
import binascii
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import ColumnElement, literal_column

from capitune.core.errors import Invalid

Item = TypeVar("Item")
DEFAULT_LIMIT, MOST = 20, 100
LAST = uuid.UUID(int=2**128 - 1)


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some items, and the cursor of the next page if there is one."""

    items: Sequence[Item]
    next_cursor: str | None


def encode(key: uuid.UUID) -> str:
    """The cursor after the item with this key."""
    return base64.urlsafe_b64encode(key.bytes).rstrip(b"=").decode()


def decode(cursor: str | None) -> uuid.UUID | None:
    """The key in a cursor; None without one. Raises ``Invalid`` (``bad_cursor``) for anything else."""
    if not cursor:
        return None
    try:
        return uuid.UUID(bytes=base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error) as error:
        raise Invalid.on("after", "bad_cursor") from error


def limit_of(text: str | None) -> int:
    """The page size asked for: 1 to 100, 20 by default. Raises ``Invalid`` (``bad_limit``)."""
    if text is None or text == "":
        return DEFAULT_LIMIT
    # Its length first: Python refuses to read a number of thousands of digits.
    is_number = len(text) <= 3 and text.isascii() and text.isdigit()
    if not is_number or not 1 <= int(text) <= MOST:
        raise Invalid.on("limit", "bad_limit")
    return int(text)


def one_more(limit: int) -> ColumnElement[int]:
    """``limit`` plus one as a literal: with a parameter PostgreSQL plans for a tenth of the table."""
    return literal_column(str(int(limit) + 1))


def page_of(rows: Sequence[Item], limit: int) -> Page[Item]:
    """A page from ``rows`` read with one more than ``limit``; each row has an ``id``."""
    items = rows[:limit]
    more = len(rows) > limit
    return Page(items, encode(items[-1].id) if more else None)  # type: ignore[attr-defined]
