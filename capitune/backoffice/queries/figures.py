"""What the overview counts. Every figure is counted, none is guessed."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Row, bindparam, func, select

from capitune.accounts.models import User
from capitune.authz.actor import Role
from capitune.core.clock import now
from capitune.core.db import Moment, db
from capitune.core.outbox import OutboxRow
from capitune.core.reconcile import MissingFile
from capitune.dossiers.models import Assignment, Dossier
from capitune.dossiers.states import AssignmentStatus
from capitune.professionals.policy import is_verified

WINDOW = timedelta(days=30)
LATE = timedelta(minutes=2)

_is_verified = is_verified(bindparam("now", type_=Moment))
_is_professional = User.role == Role.PROFESSIONAL
_is_unanswered = Assignment.status == AssignmentStatus.REQUESTED
_is_late = OutboxRow.done_at.is_(None) & (
    OutboxRow.dead_at.is_not(None) | (OutboxRow.due_at < bindparam("late"))
)

OVERVIEW = select(
    select(func.count())
    .where(_is_professional, ~_is_verified)
    .scalar_subquery()
    .label("unverified"),
    select(func.count()).where(_is_professional, _is_verified).scalar_subquery().label("verified"),
    select(func.count()).where(_is_unanswered).scalar_subquery().label("unanswered"),
    select(func.min(Assignment.created_at))
    .where(_is_unanswered)
    .scalar_subquery()
    .label("unanswered_since"),
    select(func.count()).select_from(OutboxRow).where(_is_late).scalar_subquery().label("late"),
    select(func.count()).select_from(MissingFile).scalar_subquery().label("lost"),
    select(func.count())
    .where(User.created_at > bindparam("since"))
    .scalar_subquery()
    .label("newcomers"),
    select(func.count())
    .where(Dossier.archived_at.is_(None), Dossier.started_at.is_not(None))
    .scalar_subquery()
    .label("dossiers"),
)


def overview() -> Row[*tuple[Any, ...]]:
    """The figures of the moment, in one statement: ``unverified``, ``verified``, ``unanswered`` (requests
    of candidates), ``unanswered_since``, ``late`` (effects late or dead), ``lost`` (files that the store
    has not), ``newcomers`` (30 days), ``dossiers`` (in progress).
    """
    moment = now()
    parameters = {"now": moment, "late": moment - LATE, "since": moment - WINDOW}
    return db.session.execute(OVERVIEW, parameters).one()
