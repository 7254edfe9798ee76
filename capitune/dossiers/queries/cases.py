"""Which dossiers stand in whose pipeline, as it follows from dossiers and assignments."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select
from sqlalchemy.dialects.postgresql import Insert, insert

from capitune.accounts.models import User
from capitune.dossiers.models import Assignment, Case, Dossier, Requirement, Step
from capitune.dossiers.states import AssignmentStatus

TABLE: Any = Case.__table__
OWN = "aside_at"  # the professional's own, which follows from nothing
COLUMNS = tuple(column.name for column in TABLE.columns if column.name != OWN)
KEY = ("professional_id", "dossier_id")
NEVER = date(9999, 12, 31)

_team = (
    select(Assignment.dossier_id, Assignment.professional_id)
    .where(Assignment.status == AssignmentStatus.ACTIVE)
    .distinct()
    .subquery("team")
)
DUE_ON = (
    select(func.min(Step.target_on))
    .where(Step.dossier_id == Dossier.id, Step.done_at.is_(None), Step.held_at.is_(None))
    .correlate(Dossier)
    .scalar_subquery()
)


def cases(condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """The columns of ``Case`` for the dossiers that meet ``condition``."""
    return (
        select(
            _team.c.professional_id,
            Dossier.id.label("dossier_id"),
            Dossier.number,
            Dossier.title,
            User.first_name,
            User.last_name,
            func.fold(func.concat_ws(" ", User.first_name, User.last_name, Dossier.number)),
            Dossier.family,
            Dossier.stage,
            Dossier.archived_at,
            Dossier.planned_submission_on,
            func.coalesce(DUE_ON, literal(NEVER)),
            Dossier.validated_count,
            Dossier.counted_count,
            Dossier.next_action,
            Dossier.next_requirement_id,
            Dossier.next_step_id,
            Dossier.next_step_on,
            Requirement.labels,
            Step.labels,
        )
        .join(_team, _team.c.dossier_id == Dossier.id)
        .join(User, User.id == Dossier.candidate_id)
        .outerjoin(Requirement, Requirement.id == Dossier.next_requirement_id)
        .outerjoin(Step, Step.id == Dossier.next_step_id)
        .where(condition)
    )


def casing(condition: ColumnElement[bool]) -> Insert:
    """The statement that puts them in the pipelines, as they are now."""
    put = insert(TABLE).from_select(COLUMNS, cases(condition))
    fresh = {name: put.excluded[name] for name in COLUMNS if name not in KEY}
    # The row as it stands behind its lock: what its professional set aside stays there.
    fresh["archived_at"] = func.coalesce(put.excluded.archived_at, TABLE.c.aside_at)
    return put.on_conflict_do_update(index_elements=KEY, set_=fresh)
