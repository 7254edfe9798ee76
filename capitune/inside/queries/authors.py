"""Whoever wrote something, beside what they wrote: the same columns for posts and for comments."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Uuid, bindparam, select

from capitune.accounts.models import User
from capitune.accounts.states import Standing
from capitune.core.clock import now
from capitune.core.db import Moment
from capitune.core.reads import Read
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


ONE = Read(
    select(User.id.label("author_id"), *AUTHOR)
    .outerjoin(DirectoryEntry, DirectoryEntry.user_id == User.id)
    .where(
        User.id == bindparam("member", type_=Uuid),
        User.standing == Standing.ACTIVE,
        User.email_verified_at.is_not(None),
    )
)


def author_row(member: uuid.UUID) -> Any:
    """Somebody who can sign in, as ``cards.author_of`` reads them; None when there is nobody (one statement)."""
    return ONE.first(member=member, moment=now())


def with_author(
    rows: Select[*tuple[Any, ...]], author_id: ColumnElement[uuid.UUID] | Any
) -> Select[*tuple[Any, ...]]:
    """``rows``, beside the one whom ``author_id`` names."""
    joined = rows.join(User, User.id == author_id)
    return joined.outerjoin(DirectoryEntry, DirectoryEntry.user_id == author_id)
