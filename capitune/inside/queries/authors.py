"""Whoever wrote something, beside what they wrote: the same columns for posts and for comments."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam

from capitune.accounts.models import User
from capitune.core.db import Moment
from capitune.professionals.models import DirectoryEntry
from capitune.professionals.policy import is_verified

_moment: ColumnElement[datetime] = bindparam("moment", type_=Moment)
# What ``cards.author_of`` reads; ``moment`` is bound when the statement runs.
AUTHOR = (
    User.first_name,
    User.last_name,
    User.avatar_id,
    User.role,
    DirectoryEntry.profession,
    is_verified(_moment).label("is_verified"),
)


def with_author(
    rows: Select[*tuple[Any, ...]], author_id: ColumnElement[uuid.UUID] | Any
) -> Select[*tuple[Any, ...]]:
    """``rows``, beside the one whom ``author_id`` names."""
    joined = rows.join(User, User.id == author_id)
    return joined.outerjoin(DirectoryEntry, DirectoryEntry.user_id == author_id)
