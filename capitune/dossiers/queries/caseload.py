"""The pipeline of a professional: by stage as a board, or as a list, the earliest day first."""

import uuid
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    Text,
    Uuid,
    and_,
    bindparam,
    exists,
    false,
    func,
    literal_column,
    not_,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY

from capitune.authz.actor import Actor
from capitune.core.errors import Invalid
from capitune.core.ids import parse_id
from capitune.core.listing import Page, decode, encode, one_more
from capitune.core.reads import Read
from capitune.dossiers.models import Case, ReviewWait, Tag, Tagging
from capitune.dossiers.nextaction import WAITING
from capitune.dossiers.queries import queue
from capitune.dossiers.queries.lines import AnyRow
from capitune.dossiers.queries.messages import is_awaited, unread
from capitune.dossiers.sought import MINE, Sought
from capitune.dossiers.states import NextAction, Party, Stage

LANE = 20  # dossiers that a column of the board shows
TABLE: Any = Case.__table__
# As lists of dossiers name them.
COLUMNS = (
    Case.dossier_id.label("id"),
    *(
        found
        for found in TABLE.columns
        if found.name not in ("professional_id", "dossier_id", "words")
    ),
)
# What the conversation of each holds for the professional.
TALK = (
    unread(TABLE.c.dossier_id).label("unread"),
    is_awaited(TABLE.c.dossier_id).label("is_awaited"),
)
ORDER = (Case.due_on, Case.dossier_id)

_today = bindparam("today", type_=Date)
# The candidate's own step is late: the turn is theirs, whatever is waited for (``nextaction.present``).
_step_is_late = func.coalesce(Case.next_step_on < _today, false())
_waits = {
    Party.PROFESSIONAL: NextAction.WAIT_PROFESSIONAL,
    Party.AUTHORITY: NextAction.WAIT_AUTHORITY,
    Party.NOBODY: NextAction.DONE,
}
TURNS: dict[str, ColumnElement[bool]] = {
    MINE: exists().where(ReviewWait.dossier_id == Case.dossier_id, *queue.MINE),
    Party.CANDIDATE: or_(Case.next_action.not_in(sorted(WAITING)), _step_is_late),
    **{
        party: and_(Case.next_action == action, not_(_step_is_late))
        for party, action in _waits.items()
    },
}
_tag = bindparam("tag", type_=Uuid)
_bearers = select(Tagging.dossier_id).where(
    Tagging.tag_id == _tag, Tagging.professional_id == bindparam("actor_id")
)
_is_mine = exists().where(Tag.id == _tag, Tag.user_id == bindparam("actor_id"))
_word = func.unnest(bindparam("words", type_=ARRAY(Text))).column_valued("word")
FILTERS: dict[str, ColumnElement[bool]] = {
    "stage": Case.stage == bindparam("stage"),
    "family": Case.family == bindparam("family"),
    "late": Case.due_on < _today,
    # A tag that is gone (of an old link, of a saved view) looks for nothing.
    "tag": or_(Case.dossier_id.in_(_bearers), ~_is_mine),
    "q": ~exists(select(_word).where(func.strpos(Case.words, func.fold(_word)) == 0)),
}


class Place(NamedTuple):
    """Where a list goes on: after this dossier, due on this day."""

    due_on: date
    dossier_id: uuid.UUID


BEGINNING = Place(date.min, uuid.UUID(int=0))


class Lane(NamedTuple):
    """A column of the board: how many dossiers stand in it, and the first of them, at most 20."""

    stage: Stage
    size: int
    rows: list[AnyRow]


def _kept(names: frozenset[str], turn: str, *, archived: bool) -> list[ColumnElement[bool]]:
    aside = Case.archived_at.is_not(None) if archived else Case.archived_at.is_(None)
    turns = [TURNS[turn]] if turn else []
    chosen = (FILTERS[name] for name in sorted(names))
    return [Case.professional_id == bindparam("actor_id"), aside, *chosen, *turns]


@lru_cache(maxsize=128)
def _lanes(names: frozenset[str], turn: str) -> Read:
    """One statement for the four: each stage is a literal, so that each is read in its own order."""
    lanes = [
        select(*COLUMNS, *TALK)
        .where(
            *_kept(names, turn, archived=False), Case.stage == literal_column(f"'{stage.value}'")
        )
        .order_by(*ORDER)
        .limit(one_more(LANE - 1))
        .subquery()
        for stage in Stage
    ]
    shown = union_all(*(select(*lane.c) for lane in lanes)).subquery()
    return Read(select(*shown.c).order_by(shown.c.due_on, shown.c.id))


@lru_cache(maxsize=128)
def _counts(names: frozenset[str], turn: str) -> Read:
    counted = select(Case.stage, func.count().label("count"))
    return Read(counted.where(*_kept(names, turn, archived=False)).group_by(Case.stage))


@lru_cache(maxsize=256)
def _rows(names: frozenset[str], turn: str, archived: bool, limit: int) -> Read:  # noqa: FBT001 a key
    after = (bindparam("after_on", type_=Date), bindparam("after_id", type_=Uuid))
    return Read(
        select(*COLUMNS, *TALK)
        .where(*_kept(names, turn, archived=archived), tuple_(*ORDER) > tuple_(*after))
        .order_by(*ORDER)
        .limit(one_more(limit))
    )


def board(actor: Actor, looked_for: Sought, today: date) -> list[Lane]:
    """The dossiers that are not set aside, in the four stages (two statements; nothing for whoever
    accompanies nobody). A stage that is looked for shows alone in the list, not here.
    """
    if not actor.is_verified_professional:
        return [Lane(stage, 0, []) for stage in Stage]
    names, facts = _asked(actor, looked_for, today, leave=("stage",))
    counts = dict(_counts(names, looked_for.turn).rows(**facts))
    rows = _lanes(names, looked_for.turn).rows(**facts)
    return [
        Lane(stage, counts.get(stage, 0), [row for row in rows if row.stage is stage])
        for stage in Stage
    ]


def caseload(
    actor: Actor, looked_for: Sought, today: date, limit: int, after: Place = BEGINNING
) -> Page[AnyRow]:
    """The dossiers of this professional, the earliest day first, then in the order of their opening (one
    statement; nothing for whoever accompanies nobody).
    """
    if not actor.is_verified_professional:
        return Page([], None)
    names, facts = _asked(actor, looked_for, today)
    read = _rows(names, looked_for.turn, bool(looked_for.archived), limit)
    rows = read.rows(**facts, after_on=after.due_on, after_id=after.dossier_id)
    last = rows[limit - 1] if len(rows) > limit else None
    cursor = f"{last.due_on:%Y%m%d}.{encode(last.id)}" if last else None
    return Page(rows[:limit], cursor)


def case_counts(actor: Actor, today: date) -> dict[Stage, int]:
    """How many dossiers that are not set aside stand in each stage (one statement; none for whoever accompanies
    nobody).
    """
    counts: dict[Stage, int] = {}
    if actor.is_verified_professional:
        _names, facts = _asked(actor, Sought(), today)
        counts = dict(_counts(frozenset(), "").rows(**facts))
    return {stage: counts.get(stage, 0) for stage in Stage}


def place_of(cursor: str | None) -> Place:
    """The place that a cursor of ``caseload`` means, the beginning without one. Raises ``Invalid``."""
    if not cursor:
        return BEGINNING
    day, _dot, key = cursor.partition(".")
    dossier_id = decode(key)
    try:
        return Place(date.fromisoformat(day), dossier_id or BEGINNING.dossier_id)
    except ValueError as error:
        raise Invalid.on("after", "bad_cursor") from error


def _asked(
    actor: Actor, looked_for: Sought, today: date, leave: Iterable[str] = ()
) -> tuple[frozenset[str], dict[str, Any]]:
    """Which filters are asked for, and the parameters of all."""
    chosen = looked_for.chosen
    names = frozenset(chosen.keys() & FILTERS.keys() - set(leave))
    rest = {"words": looked_for.q.split(), "tag": parse_id(looked_for.tag), "today": today}
    return names, {**queue.asker(actor), **chosen, **rest}
