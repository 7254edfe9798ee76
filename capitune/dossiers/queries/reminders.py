"""What someone should be reminded of today, and was not yet.

Each statement finds rows in an index of its own, joins the readers for whom it is day now, and leaves out what
was told: the key of a reminder says of what it is, and which one.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Date,
    Row,
    Select,
    Text,
    Values,
    and_,
    case,
    column,
    exists,
    func,
    literal_column,
    select,
    tuple_,
    values,
)

from capitune.accounts.models import User
from capitune.accounts.states import Standing
from capitune.core.db import Moment, db
from capitune.core.i18n import HOME_ZONE
from capitune.dossiers.models import (
    Assignment,
    Document,
    Dossier,
    Note,
    Requirement,
    Review,
    Step,
    Template,
)
from capitune.dossiers.queries.needs import IS_ASKED
from capitune.dossiers.states import (
    UNANSWERED,
    AssignmentStatus,
    Decision,
    DocumentStatus,
    Owner,
    Stage,
)
from capitune.notifications.hours import Day
from capitune.notifications.models import Notification
from capitune.notifications.states import NotificationKind as Kind
from capitune.professionals.policy import is_verified

BATCH = 500
EARLY, SOON, NEAR, PAST = 14, 7, 2, 7  # days before a step's day, and after it
AWAITED = (7, 21)  # days after a document was asked for again
SILENT = (3, 10)  # days after a professional was asked

Days = Sequence[Day]
# A literal: what a plan for any stage would expect of dossiers is wrong for all.
IS_UNDER_WAY = and_(
    Dossier.archived_at.is_(None), Dossier.stage != literal_column(f"'{Stage.VALIDATED}'")
)
_asked_again = (
    select(Review.id, Review.created_at)
    .join(Document, Document.id == Review.document_id)
    .where(
        Document.requirement_id == Requirement.id,
        Document.deleted_at.is_(None),
        Review.decision == Decision.REJECTED,
        Review.ended_at.is_(None),
    )
    .order_by(Review.id.desc())
    .limit(1)
    .lateral("asked_again")
)


def own_steps(days: Days) -> Iterator[Row[Any]]:
    """Steps of candidates that are due within two weeks, or were within the last one; none on hold."""
    here = _here(days)
    steps, key = _steps(days, here, Owner.CANDIDATE)
    return _pages(steps.join(User, User.id == Dossier.candidate_id), Step.id, key, here)


def team_steps(days: Days, moment: datetime) -> Iterator[Row[Any]]:
    """The same of professionals, for each who accompanies the dossier."""
    here = _here(days)
    steps, key = _steps(days, here, Owner.PROFESSIONAL)
    accompanied = (
        steps.join(Assignment, Assignment.dossier_id == Dossier.id)
        .join(User, User.id == Assignment.professional_id)
        .where(Assignment.status == AssignmentStatus.ACTIVE, is_verified(moment))
    )
    return _pages(accompanied, Step.id, key, here)


def own_notes(days: Days, moment: datetime) -> Iterator[Row[Any]]:
    """Notes whose author asked to be reminded of them today, or in the last week while no clock ran; while they
    accompany the dossier.
    """
    here = _here(days)
    key = func.concat(f"{Kind.NOTE_DUE.value}:", Note.id, ":", Note.remind_on)
    first, last = (choose(day.today for day in days) for choose in (min, max))
    found = (
        select(Note.id, *_told(key))
        .select_from(Note)
        .join(Dossier, Dossier.id == Note.dossier_id)
        .join(User, User.id == Note.author_id)
        .join(Assignment, Assignment.dossier_id == Dossier.id)
        .where(
            Assignment.professional_id == User.id,
            Assignment.status == AssignmentStatus.ACTIVE,
            is_verified(moment),
            (here.c.today - Note.remind_on).between(0, PAST),
            Note.remind_on.between(first - timedelta(days=PAST), last),
        )
    )
    return _pages(found, Note.id, key, here)


def awaited_documents(days: Days) -> Iterator[Row[Any]]:
    """Documents to send again that nobody has sent for a week, or three."""
    here = _here(days)
    mark = _elapsed(_asked_again.c.created_at, here, AWAITED)
    key = func.concat(f"{Kind.DOCUMENT_AWAITED.value}:", _asked_again.c.id, ":", mark)
    found = (
        select(Requirement.id, Requirement.labels, *_told(key))
        .select_from(Requirement)
        .join(Dossier, Dossier.id == Requirement.dossier_id)
        .join(_asked_again, _asked_again.c.id.is_not(None))
        .join(User, User.id == Dossier.candidate_id)
        .where(Requirement.status == DocumentStatus.REJECTED, IS_ASKED, mark.is_not(None))
    )
    return _pages(found, Requirement.id, key, here)


def awaited_answers(days: Days, moment: datetime) -> Iterator[Row[Any]]:
    """Dossiers that a professional was asked to accompany, and has not answered for three days, or ten."""
    here = _here(days)
    mark = _elapsed(Assignment.created_at, here, SILENT)
    key = func.concat(f"{Kind.ANSWER_AWAITED.value}:", Assignment.id, ":", mark)
    found = (
        select(Assignment.id, Template.labels, *_told(key))
        .select_from(Assignment)
        .join(Dossier, Dossier.id == Assignment.dossier_id)
        .join(Template, Template.id == Dossier.template_id)
        .join(User, User.id == Assignment.professional_id)
        .where(Assignment.status.in_(UNANSWERED), mark.is_not(None), is_verified(moment))
    )
    return _pages(found, Assignment.id, key, here)


def _steps(days: Days, here: Values, owner: Owner) -> tuple[Select[Any], ColumnElement[str]]:
    left = Step.target_on - here.c.today
    marks = ((left <= days, str(days)) for days in (NEAR, SOON))
    mark = case((left < 0, "late"), *marks, else_=str(EARLY))
    key = func.concat(f"{Kind.STEP_DUE.value}:", Step.id, ":", Step.target_on, ":", mark)
    first = min(day.today for day in days) - timedelta(days=PAST)
    last = max(day.today for day in days) + timedelta(days=EARLY)
    found = (
        select(Step.id, Step.labels, Step.target_on, *_told(key))
        .select_from(Step)
        .join(Dossier, Dossier.id == Step.dossier_id)
        .where(Step.done_at.is_(None), Step.held_at.is_(None), Step.owner == owner)
        .where(left.between(-PAST, EARLY))
        .where(Step.target_on.between(first, last))
    )
    return found, key


def _told(key: ColumnElement[str]) -> list[Any]:
    return [
        User.id.label("reader_id"),
        Dossier.id.label("dossier_id"),
        Dossier.number,
        key.label("key"),
    ]


def _pages(
    found: Select[Any], row_id: Any, key: ColumnElement[str], here: Values
) -> Iterator[Row[Any]]:
    """All of them, some hundreds at a time, each page a statement of its own."""
    told = exists().where(Notification.user_id == User.id, Notification.key == key)
    wanted = (
        found.join(here, func.coalesce(User.timezone, HOME_ZONE) == func.any(here.c.zones))
        .where(User.standing == Standing.ACTIVE, IS_UNDER_WAY, ~told)
        .order_by(row_id, User.id)
        .limit(BATCH)
    )
    rows = db.session.execute(wanted).all()
    while rows:
        yield from rows
        last = (rows[-1].id, rows[-1].reader_id)
        rows = db.session.execute(wanted.where(tuple_(row_id, User.id) > last)).all()


def _elapsed(since: Any, here: Values, marks: Sequence[int]) -> ColumnElement[Any]:
    """The last of these numbers of days that have begun since that instant; null before the first."""
    passed = (
        (since < here.c.begins - timedelta(days=days - 1), str(days))
        for days in sorted(marks, reverse=True)
    )
    return case(*passed, else_=None)


def _here(days: Days) -> Values:
    columns = (column("zones", ARRAY(Text)), column("today", Date), column("begins", Moment))
    return values(*columns, name="here").data(list(days))
