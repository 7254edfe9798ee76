"""How dossiers stand at the desk of the team, as it follows from their facts."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, bindparam, case, func, literal, select, tuple_
from sqlalchemy.dialects.postgresql import Insert, insert

from capitune.accounts.models import User
from capitune.core.db import Moment
from capitune.dossiers.models import Assignment, DeskCase, Document, Dossier, Template
from capitune.dossiers.queries.cases import DUE_ON, NEVER
from capitune.dossiers.states import AssignmentStatus, DocumentStatus, NextAction, Party, Scan

TABLE: Any = DeskCase.__table__
KEY, SINCE, LAST = "dossier_id", "turn_since", "last_act_at"
COLUMNS = tuple(column.name for column in TABLE.columns if column.name != LAST)

_today = bindparam("today", type_=Date)
_kept = case(
    (Dossier.next_action == NextAction.WAIT_PROFESSIONAL, Party.PROFESSIONAL.value),
    (Dossier.next_action == NextAction.WAIT_AUTHORITY, Party.AUTHORITY.value),
    (Dossier.next_action == NextAction.DONE, Party.NOBODY.value),
    else_=Party.CANDIDATE.value,
)
_is_theirs = (_kept == Party.CANDIDATE.value) | (Dossier.next_step_on < _today)
# As ``nextaction.present`` says it.
TURN = case(
    (Dossier.archived_at.is_not(None), Party.NOBODY.value),
    (_is_theirs, Party.CANDIDATE.value),
    else_=_kept,
)
STEP_ON = case((Dossier.archived_at.is_not(None) | _is_theirs, None), else_=Dossier.next_step_on)
REVIEW_SINCE = (
    select(func.min(Document.created_at))
    .where(
        Document.dossier_id == Dossier.id,
        Document.status == DocumentStatus.RECEIVED,
        Document.scan == Scan.CLEAN,
        Document.superseded_at.is_(None),
        Document.deleted_at.is_(None),
    )
    .correlate(Dossier)
    .scalar_subquery()
)
PROFESSIONALS = (
    select(func.count(Assignment.professional_id.distinct()))
    .where(Assignment.dossier_id == Dossier.id, Assignment.status == AssignmentStatus.ACTIVE)
    .correlate(Dossier)
    .scalar_subquery()
)


def desk_cases(condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """The columns of ``DeskCase`` for the dossiers that meet ``condition``, the turn as of now."""
    return (
        select(
            Dossier.id,
            Dossier.family,
            Template.code,
            Dossier.stage,
            User.country,
            Dossier.archived_at,
            TURN,
            bindparam("now", type_=Moment),
            STEP_ON,
            REVIEW_SINCE,
            func.coalesce(DUE_ON, literal(NEVER)),
            PROFESSIONALS,
            Dossier.number,
            Dossier.created_at,
            Dossier.template_id,
            Dossier.candidate_id,
            User.first_name,
            User.last_name,
        )
        .join(Template, Template.id == Dossier.template_id)
        .join(User, User.id == Dossier.candidate_id)
        .where(condition)
    )


def desking(condition: ColumnElement[bool]) -> Insert:
    """The statement that puts them there; whose turn it was already keeps it since when it did."""
    put = insert(TABLE).from_select(COLUMNS, desk_cases(condition))
    fresh = {name: put.excluded[name] for name in COLUMNS if name not in (KEY, SINCE)}
    held = tuple_(*(TABLE.c[name] for name in fresh))
    changed = held.is_distinct_from(tuple_(*fresh.values()))
    same = TABLE.c.turn == put.excluded.turn
    since = case((same, TABLE.c.turn_since), else_=put.excluded.turn_since)
    return put.on_conflict_do_update(
        index_elements=[KEY], set_=fresh | {SINCE: since}, where=changed
    )


def as_of(moment: datetime, day: date) -> dict[str, Any]:
    """The parameters of both."""
    return {"now": moment, "today": day}
