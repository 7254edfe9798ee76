"""The queue as the team reads it: by priority and age, a pile at a time."""

import uuid
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Uuid,
    bindparam,
    cast,
    func,
    literal_column,
    select,
    tuple_,
)
from sqlalchemy.orm import aliased

from capitune.accounts.models import User
from capitune.core.clock import now
from capitune.core.db import Moment
from capitune.core.listing import Page, decode, encode, one_more
from capitune.core.reads import Read
from capitune.moderation.models import ModerationCase
from capitune.moderation.states import FRAUDS, CaseKind, Cause, Pile

MOST = 1000
LONGEST_SHOWN = 240
_frauds = ", ".join(f"'{each.value}'" for each in sorted(FRAUDS))
CONDITIONS: dict[Pile, list[ColumnElement[bool]]] = {
    Pile.ALL: [],
    Pile.FRAUD: [literal_column(f"moderation_cases.reason IN ({_frauds})")],
    Pile.HELD: [ModerationCase.kind == literal_column(f"'{CaseKind.HOLD.value}'")],
    Pile.HATE: [ModerationCase.reason == literal_column(f"'{Cause.HATE.value}'")],
    Pile.PERSONAL_DATA: [ModerationCase.reason == literal_column(f"'{Cause.PERSONAL_DATA.value}'")],
    Pile.APPEALS: [ModerationCase.kind == literal_column(f"'{CaseKind.APPEAL.value}'")],
    Pile.MINE: [
        ModerationCase.claimed_by == bindparam("reader", type_=Uuid),
        ModerationCase.claimed_until > bindparam("moment", type_=Moment),
    ],
}
_open: ColumnElement[bool] = literal_column("moderation_cases.decided_at IS NULL")
_holder = aliased(User)
COLUMNS = (
    ModerationCase.id,
    ModerationCase.created_at,
    ModerationCase.target_type,
    ModerationCase.target_id,
    ModerationCase.kind,
    ModerationCase.reason,
    ModerationCase.priority,
    ModerationCase.is_automatic,
    ModerationCase.reports,
    ModerationCase.title,
    func.left(ModerationCase.words, literal_column(str(LONGEST_SHOWN))).label("words"),
    ModerationCase.url,
    ModerationCase.claimed_by,
    ModerationCase.claimed_until,
    ModerationCase.decision,
    ModerationCase.decided_at,
    ModerationCase.version,
    ModerationCase.subject_id,
    User.first_name,
    User.last_name,
    User.role,
    _holder.first_name.label("holder_first_name"),
    _holder.last_name.label("holder_last_name"),
)


def cases(reader: uuid.UUID | None, pile: Pile, limit: int, after: str | None) -> Page[Any]:
    """A page of a pile, the most urgent and then the oldest first; of the decided, the last first (one statement).

    Raises ``Invalid`` (``bad_cursor``).
    """
    last = decode(after)
    given: dict[str, Any] = {"after": last} if last else {}
    if pile is Pile.MINE:
        given |= {"reader": reader, "moment": now()}
    rows = _read(pile, limit, last is not None).rows(**given)
    items = rows[:limit]
    return Page(items, encode(items[-1].id) if len(rows) > limit else None)


def case_line(case_id: uuid.UUID) -> Any:
    """One, as a line of ``cases``; None when it is not there (one statement)."""
    return LINE.first(case_id=case_id)


@cache
def _read(pile: Pile, limit: int, has_cursor: bool) -> Read:  # noqa: FBT001 a part of the key
    asked, last = _lines(), aliased(ModerationCase)
    here = bindparam("after", type_=Uuid)
    if pile is Pile.DECIDED:
        asked = asked.where(literal_column("moderation_cases.decided_at IS NOT NULL"))
        key: Any = (ModerationCase.decided_at, ModerationCase.id)
        begin = select(last.decided_at, last.id).where(last.id == here).scalar_subquery()
        asked = asked.where(tuple_(*key) < begin) if has_cursor else asked
        return Read(asked.order_by(*(each.desc() for each in key)).limit(one_more(limit)))
    asked = asked.where(_open, *CONDITIONS[pile])
    key = (ModerationCase.priority, ModerationCase.id)
    begin = select(last.priority, last.id).where(last.id == here).scalar_subquery()
    asked = asked.where(tuple_(*key) > begin) if has_cursor else asked
    return Read(asked.order_by(*key).limit(one_more(limit)))


def _lines() -> Select[Any]:
    return (
        select(*COLUMNS)
        .join(User, User.id == ModerationCase.subject_id)
        .outerjoin(_holder, _holder.id == ModerationCase.claimed_by)
    )


LINE = Read(_lines().where(ModerationCase.id == bindparam("case_id", type_=Uuid)))


def _counted(pile: Pile) -> Any:
    rows = select(ModerationCase.id).where(_open, *CONDITIONS[pile])
    found = rows.limit(literal_column(str(MOST))).subquery()
    return select(func.count()).select_from(found).scalar_subquery().label(pile.value)


FIGURES = Read(select(*(_counted(pile) for pile in CONDITIONS)))


def pile_figures(reader: uuid.UUID | None) -> dict[Pile, int]:
    """How many wait on each pile, as far as ``MOST`` (one statement)."""
    row = FIGURES.first(reader=reader, moment=now())
    return {pile: getattr(row, pile.value) for pile in CONDITIONS}


_week = ModerationCase.decided_at > bindparam("since", type_=Moment)
_delay = func.extract("epoch", ModerationCase.decided_at - ModerationCase.created_at) / 60
WEEK = Read(
    select(
        func.count().label("decided"),
        cast(func.percentile_cont(0.5).within_group(_delay), Integer).label("median"),
    ).where(literal_column("moderation_cases.decided_at IS NOT NULL"), _week)
)


def desk_figures() -> Any:
    """Of the last seven days: how many were ``decided``, and after how many minutes (``median``; None without any)
    (one statement).
    """
    return WEEK.first(since=now() - timedelta(days=7))
