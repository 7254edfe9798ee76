"""The desk of dossiers: found by what is kept of each, a page at a time; nothing of what is in them."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, func, literal_column, null, select, true, tuple_
from sqlalchemy.dialects.postgresql import distinct_on

from capitune.accounts.models import User
from capitune.accounts.queries.beginnings import people_like
from capitune.backoffice.soughtdossiers import REVIEW, SoughtDossiers
from capitune.core.db import db
from capitune.core.errors import Invalid
from capitune.core.listing import Page, decode, encode, one_more
from capitune.core.reads import Statement
from capitune.dossiers.models import Assignment, DeskCase, Dossier, Template
from capitune.dossiers.states import KNOWN_ASSIGNMENTS, Party

MOST_PEOPLE = 50
MOST_COUNTED = 200
DIGITS = 18  # of a moment in microseconds, and to spare

COLUMNS = (
    DeskCase.dossier_id.label("id"),
    DeskCase.number,
    DeskCase.created_at,
    DeskCase.candidate_id,
    DeskCase.candidate_first_name.label("first_name"),
    DeskCase.candidate_last_name.label("last_name"),
    Template.labels,
    DeskCase.family,
    DeskCase.stage,
    DeskCase.country,
    DeskCase.archived_at,
    DeskCase.turn,
    DeskCase.turn_since,
    DeskCase.review_since,
    DeskCase.due_on,
    DeskCase.professionals,
    DeskCase.last_act_at,
)
# What a line shows stands in one row: of a million dossiers, each probe of another table goes two levels deeper.
FOUND: Statement = select(*COLUMNS).join(Template, Template.id == DeskCase.template_id)
TEAM: Statement = (
    select(
        Assignment.id,
        Assignment.dossier_id,
        Assignment.professional_id,
        Assignment.role,
        Assignment.status,
        User.first_name,
        User.last_name,
    )
    .join(User, User.id == Assignment.professional_id)
    .where(Assignment.status.in_(sorted(KNOWN_ASSIGNMENTS)))
    .order_by(Assignment.id)
)
PROGRAMMES: Statement = (
    select(Template.code, Template.labels, Template.family)
    .ext(distinct_on(Template.code))
    .order_by(Template.code, Template.version.desc())
)


class Place(NamedTuple):
    """Where a list goes on: after the dossier with this id, of this day or moment where the list is in that order."""

    dossier_id: uuid.UUID
    value: int | None


@dataclass(frozen=True, slots=True)
class DeskLine:
    """A dossier found, and who accompanies it or is asked to."""

    row: Row[Any]
    team: Sequence[Row[Any]]


@dataclass(frozen=True, slots=True)
class Figure:
    """How many, at most one more than ``MOST_COUNTED``, and since when the first of them."""

    count: int
    since: datetime | date | None


def programmes() -> Sequence[Row[Any]]:
    """Every programme that dossiers may be of, as its latest version calls it (one statement)."""
    return db.session.execute(PROGRAMMES).all()


def found_dossiers(
    wanted: SoughtDossiers, today: date, limit: int, after: str | None = None
) -> Page[DeskLine]:
    """A page of what is looked for (at most three statements): the newest first; of a turn, those that wait longest;
    of the late, the earliest deadline.

    Raises ``Invalid`` on ``q`` (``many_candidates``), on ``after`` (``bad_cursor``).
    """
    column, place = _order(wanted), _place(after)
    conditions = [*_conditions(wanted, today), *_after(column, place)]
    order = [DeskCase.dossier_id.desc()] if column is None else [column, DeskCase.dossier_id]
    read = FOUND.where(*conditions).order_by(*order).limit(one_more(limit))
    rows = db.session.execute(read).all()
    shown = rows[:limit]
    cursor = _cursor(column, shown[-1]) if len(rows) > limit else None
    team = team_of([row.id for row in shown])
    return Page(
        [DeskLine(row, [one for one in team if one.dossier_id == row.id]) for row in shown], cursor
    )


def team_of(dossier_ids: Collection[uuid.UUID]) -> Sequence[Row[Any]]:
    """Who accompanies these dossiers, or is asked to (one statement; none for none)."""
    if not dossier_ids:
        return []
    return db.session.execute(TEAM.where(Assignment.dossier_id.in_(dossier_ids))).all()


def waiting_figures(today: date) -> dict[str, Figure]:
    """What waits for whom and how old it is (one statement): ``candidate``, ``professional``, ``review``, ``alone``,
    ``late``; each counts the list that the filter of this name finds, as far as ``MOST_COUNTED`` and one more.
    """
    asked = {
        **{
            turn: SoughtDossiers(turn=turn)
            for turn in (Party.CANDIDATE, Party.PROFESSIONAL, REVIEW)
        },
        "alone": SoughtDossiers(alone=True),
        "late": SoughtDossiers(late=True),
    }
    counted = {name: _counted(wanted, today).subquery(name) for name, wanted in asked.items()}
    first, *others = counted.values()
    together: Any = first
    for other in others:
        together = together.join(other, true())
    row = db.session.execute(select(*together.columns).select_from(together)).one()
    return {name: Figure(*row[2 * n : 2 * n + 2]) for n, name in enumerate(counted)}


def _counted(wanted: SoughtDossiers, today: date) -> Select[Any]:
    """How many, and the first of them: one walk of one index, which ends soon."""
    column = _order(wanted)
    shown = DeskCase.dossier_id if column is None else column
    some: Statement = select(shown.label("value")).where(*_conditions(wanted, today))
    order = shown.desc() if column is None else shown
    walked = some.order_by(order).limit(one_more(MOST_COUNTED)).subquery()
    since = null() if column is None else func.min(walked.c.value)
    return select(func.count().label("count"), since.label("since")).select_from(walked)


def _conditions(wanted: SoughtDossiers, today: date) -> list[ColumnElement[bool]]:
    is_open = DeskCase.archived_at.is_(None)
    found: list[ColumnElement[bool]] = [~is_open if wanted.archived else is_open]
    equal = {
        DeskCase.stage: wanted.stage,
        DeskCase.family: wanted.family,
        DeskCase.template_code: wanted.template,
        DeskCase.country: wanted.country,
    }
    found += [column == value for column, value in equal.items() if value]
    if wanted.turn == REVIEW:
        found.append(DeskCase.review_since.is_not(None))
    elif wanted.turn:
        found.append(DeskCase.turn == wanted.turn)
    if wanted.alone:
        found.append(DeskCase.professionals == literal_column("0"))
    if wanted.late:
        found.append(DeskCase.due_on < today)
    if wanted.number:
        numbered = select(Dossier.id).where(Dossier.number == wanted.number)
        found.append(DeskCase.dossier_id == numbered.scalar_subquery())
    if wanted.words:
        theirs = select(Dossier.id).where(Dossier.candidate_id.in_(_people(wanted.words)))
        found.append(DeskCase.dossier_id.in_(theirs))
    return found


def _people(words: str) -> list[uuid.UUID]:
    found = people_like(words, MOST_PEOPLE)
    if len(found) > MOST_PEOPLE:
        raise Invalid.on("q", "many_candidates", most=MOST_PEOPLE)
    return found


def _order(wanted: SoughtDossiers) -> Any:
    """The column that the list is in order of; None for the newest first."""
    if wanted.turn:
        return DeskCase.review_since if wanted.turn == REVIEW else DeskCase.turn_since
    return DeskCase.due_on if wanted.late else None


def _after(column: Any, place: Place | None) -> list[ColumnElement[bool]]:
    if place is None:
        return []
    if column is None:
        return [DeskCase.dossier_id < place.dossier_id]
    if place.value is None:
        raise Invalid.on("after", "bad_cursor")
    return [
        tuple_(column, DeskCase.dossier_id) > tuple_(_read(column, place.value), place.dossier_id)
    ]


def _read(column: Any, value: int) -> datetime | date:
    try:
        if column is DeskCase.due_on:
            return date.fromordinal(value)
        seconds, rest = divmod(value, 1_000_000)
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)
    except (ValueError, OverflowError, OSError) as error:
        raise Invalid.on("after", "bad_cursor") from error


def _place(after: str | None) -> Place | None:
    """What a cursor means. Raises ``Invalid`` (``bad_cursor``)."""
    if not after:
        return None
    key, _dot, number = after.partition(".")
    is_number = len(number) <= DIGITS and number.isascii() and number.isdigit()
    dossier_id = decode(key)
    if dossier_id is None or (number and not is_number):
        raise Invalid.on("after", "bad_cursor")
    return Place(dossier_id, int(number) if number else None)


def _cursor(column: Any, last: Row[Any]) -> str:
    if column is None:
        return encode(last.id)
    value = getattr(last, column.key)
    if isinstance(value, datetime):
        whole = int(value.timestamp())
        return f"{encode(last.id)}.{whole * 1_000_000 + value.microsecond}"
    return f"{encode(last.id)}.{value.toordinal()}"
