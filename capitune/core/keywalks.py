"""Searches over tables whose key is a UUIDv7, born with its row: newest first, a period is a range of keys.

Each of several things that are looked for is one walk down an index of its own, so that no search reads more than
its pages.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select, union

from capitune.core.ids import first_id_of
from capitune.core.listing import one_more


def newest_keys(
    key: Any, walks: Iterable[ColumnElement[bool]], conditions: Iterable[Any], limit: int
) -> Select[Any]:
    """The newest ``limit`` keys and one more of rows that one of ``walks`` finds and all ``conditions`` hold of."""
    found = (
        select(key).where(walk, *conditions).order_by(key.desc()).limit(one_more(limit)).subquery()
        for walk in walks
    )
    keys = union(*(select(each.c.id) for each in found)).subquery()
    return select(keys.c.id).order_by(keys.c.id.desc()).limit(one_more(limit))


def born(
    key: Any, since: datetime | None, until: datetime | None, after: uuid.UUID | None
) -> list[ColumnElement[bool]]:
    """Of rows born from ``since`` on and before ``until``, that come after the one with the key ``after``."""
    found: list[ColumnElement[bool]] = []
    if since:
        found.append(key >= first_id_of(since))
    if until:
        found.append(key < first_id_of(until))
    if after:
        found.append(key < after)
    return found
