"""A professional's week and own figures, from what was decided."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from sqlalchemy import Integer, and_, bindparam, cast, func, literal_column, select, true

from capitune.accounts.people import Face
from capitune.authz.actor import Actor
from capitune.core.clock import now, today, zone
from capitune.core.days import start_of
from capitune.core.reads import Read
from capitune.dossiers.models import Case, Document, Dossier, Review, Step
from capitune.dossiers.queries.lines import AnyRow, Labels
from capitune.dossiers.states import Decision, Owner

WEEK = timedelta(days=7)
LOOKS_BACK = timedelta(days=90)
FEW = 6
COUNTED = 100
DAY = 86400
_waited = func.extract("epoch", Review.created_at - Document.created_at)
_mine = (Review.reviewer_id == bindparam("actor_id"), Review.created_at >= bindparam("since"))
_figures = (
    select(
        func.count()
        .filter(
            Review.decision == Decision.VALIDATED,
            Review.ended_at.is_(None),
            Review.created_at >= bindparam("month"),
        )
        .label("validated"),
        cast(func.percentile_cont(0.5).within_group(_waited), Integer).label("seconds"),
        func.count(Review.document_id.distinct()).label("answered"),
    )
    .join(Document, Document.id == Review.document_id)
    .where(*_mine)
    .subquery("figures")
)
_mine_open = (Case.professional_id == bindparam("actor_id"), Case.archived_at.is_(None))
_late = (
    select(literal_column("1"))
    .where(*_mine_open, Case.due_on < bindparam("today"))
    .limit(literal_column(str(COUNTED)))
    .subquery("late")
)
# ``due_on`` is the day of the earliest open step: one line a dossier, read in the order of the days.
_soon = (
    select(
        Case.dossier_id,
        Case.due_on,
        Case.number,
        Case.candidate_first_name,
        Case.candidate_last_name,
    )
    .where(*_mine_open, Case.due_on >= bindparam("today"), Case.due_on <= bindparam("until"))
    .order_by(Case.due_on, Case.dossier_id)
    .limit(literal_column(str(FEW)))
    .subquery("soon")
)
_deadlines = (
    select(Step.id.label("step_id"), Step.labels, Step.owner, Dossier.candidate_id, *_soon.c)
    .join_from(
        _soon,
        Step,
        and_(
            Step.dossier_id == _soon.c.dossier_id,
            Step.target_on == _soon.c.due_on,
            Step.done_at.is_(None),
            Step.held_at.is_(None),
        ),
    )
    .join(Dossier, Dossier.id == _soon.c.dossier_id)
    .subquery("deadlines")
)
WEEK_AND_FIGURES = Read(
    select(
        _figures,
        _deadlines,
        select(func.count()).select_from(_late).scalar_subquery().label("late"),
    )
    .select_from(_figures)
    .outerjoin(_deadlines, true())
    .order_by(_deadlines.c.due_on, _deadlines.c.step_id)
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The next step of one of their dossiers, within seven days."""

    on: date
    labels: Labels
    owner: Owner
    dossier_id: uuid.UUID
    number: str
    candidate: Face


@dataclass(frozen=True, slots=True)
class OwnFigures:
    """``validated``: documents this month whose validation stands. ``days``: from a version's arrival to the
    answer, the median of the last ninety days over ``answered`` versions; None without any. ``late``: dossiers with
    a step past its day, a hundred at most.
    """

    validated: int
    days: float | None
    answered: int
    late: int


def own_week(actor: Actor, timezone: str | None) -> tuple[list[Deadline], OwnFigures]:
    """The six dossiers they accompany whose next step comes first within seven days, and their own figures; the week and the
    month are those of where they are (one statement, none for who is not verified).
    """
    if not actor.is_verified_professional:
        return [], OwnFigures(0, None, 0, 0)
    moment, first = now(), today(timezone)
    month = start_of(first.replace(day=1), zone(timezone))
    rows = WEEK_AND_FIGURES.rows(
        actor_id=actor.user_id,
        since=moment - LOOKS_BACK,
        month=month.astimezone(UTC),
        today=first,
        until=first + WEEK,
    )
    found = rows[0]
    days = None if found.seconds is None else round(found.seconds / DAY, 1)
    figures = OwnFigures(found.validated, days, found.answered, found.late)
    return [_deadline(row) for row in rows if row.step_id], figures


def _deadline(row: AnyRow) -> Deadline:
    return Deadline(
        row.due_on,
        row.labels,
        row.owner,
        row.dossier_id,
        row.number,
        Face(row.candidate_id, row.candidate_first_name, row.candidate_last_name),
    )
