"""A professional's week and own figures, from what was decided."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Integer, bindparam, cast, func, literal_column, select, true

from capitune.accounts.people import Face
from capitune.authz.actor import Actor
from capitune.core.clock import now, today, zone
from capitune.core.reads import Read
from capitune.dossiers.models import Case, Document, Dossier, Review, Step
from capitune.dossiers.queries.lines import AnyRow, Labels
from capitune.dossiers.states import Decision, Owner

WEEK = timedelta(days=7)
LOOKS_BACK = timedelta(days=90)
FEW = 6
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
# ``due_on`` is the earliest open step: a dossier whose first day comes later has none this week.
_deadlines = (
    select(
        Step.id.label("step_id"),
        Step.target_on,
        Step.labels,
        Step.owner,
        Case.dossier_id,
        Case.number,
        Dossier.candidate_id,
        Case.candidate_first_name,
        Case.candidate_last_name,
    )
    .join(Case, Case.dossier_id == Step.dossier_id)
    .join(Dossier, Dossier.id == Case.dossier_id)
    .where(
        Case.professional_id == bindparam("actor_id"),
        Case.archived_at.is_(None),
        Case.due_on < bindparam("until"),
        Step.done_at.is_(None),
        Step.target_on >= bindparam("today"),
        Step.target_on < bindparam("until"),
    )
    .order_by(Step.target_on, Step.id)
    .limit(literal_column(str(FEW)))
    .subquery("deadlines")
)
WEEK_AND_FIGURES = Read(
    select(_figures, _deadlines)
    .select_from(_figures)
    .outerjoin(_deadlines, true())
    .order_by(_deadlines.c.target_on, _deadlines.c.step_id)
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A step of one of their dossiers, within seven days."""

    on: date
    labels: Labels
    owner: Owner
    dossier_id: uuid.UUID
    number: str
    candidate: Face


@dataclass(frozen=True, slots=True)
class OwnFigures:
    """``validated``: documents this month whose validation stands. ``days``: from a version's arrival to the
    answer, the median of the last ninety days over ``answered`` versions; None without any.
    """

    validated: int
    days: float | None
    answered: int


def own_week(actor: Actor, timezone: str | None) -> tuple[list[Deadline], OwnFigures]:
    """The next six steps within seven days in the dossiers they accompany, and their own figures; the week and the
    month are those of where they are (one statement, none for who is not verified).
    """
    if not actor.is_verified_professional:
        return [], OwnFigures(0, None, 0)
    moment, first = now(), today(timezone)
    month = datetime.combine(first.replace(day=1), time(), zone(timezone))
    rows = WEEK_AND_FIGURES.rows(
        actor_id=actor.user_id,
        since=moment - LOOKS_BACK,
        month=month.astimezone(UTC),
        today=first,
        until=first + WEEK,
    )
    found = rows[0]
    days = None if found.seconds is None else round(found.seconds / DAY, 1)
    figures = OwnFigures(found.validated, days, found.answered)
    return [_deadline(row) for row in rows if row.step_id], figures


def _deadline(row: AnyRow) -> Deadline:
    return Deadline(
        row.target_on,
        row.labels,
        row.owner,
        row.dossier_id,
        row.number,
        Face(row.candidate_id, row.candidate_first_name, row.candidate_last_name),
    )
