"""Lists of dossiers, for whoever may see them."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection
from functools import lru_cache

from sqlalchemy import ColumnElement, Uuid, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from capitune.accounts.models import User
from capitune.accounts.people import Face
from capitune.authz.actor import Actor, Role
from capitune.core.listing import LAST, Page, one_more, page_of
from capitune.core.reads import Read
from capitune.dossiers.models import Assignment, Dossier, Requirement, Step, Template
from capitune.dossiers.queries.audiences import AnySelect, for_audiences, run
from capitune.dossiers.queries.lines import AnyRow, AssignmentLine
from capitune.dossiers.queries.messages import is_awaited, unread
from capitune.dossiers.queries.teams import with_team
from capitune.dossiers.states import KNOWN_ASSIGNMENTS, Stage

COLUMNS = (
    Dossier.id,
    Dossier.number,
    Dossier.title,
    Dossier.description,
    Dossier.family,
    Dossier.stage,
    Dossier.archived_at,
    Dossier.started_at,
    Dossier.planned_submission_on,
    Dossier.created_at,
    Dossier.updated_at,
    Dossier.version,
    Dossier.validated_count,
    Dossier.counted_count,
    Dossier.next_action,
    Dossier.next_requirement_id,
    Dossier.next_step_id,
    Dossier.next_step_on,
    Requirement.labels.label("next_requirement_labels"),
    Step.labels.label("next_step_labels"),
    Template.code.label("template_code"),
    Template.labels.label("template_labels"),
    Dossier.candidate_id,
    User.first_name.label("candidate_first_name"),
    User.last_name.label("candidate_last_name"),
)
ASSIGNED = (
    Assignment.id,
    Assignment.dossier_id,
    User.id.label("user_id"),
    User.first_name,
    User.last_name,
    User.avatar_id,
    Assignment.role,
    Assignment.status,
    Assignment.reason,
    Assignment.created_at,
    Assignment.answered_at,
    Assignment.ended_at,
    Assignment.asked_by_id,
    Assignment.takes_over,
    Assignment.motive,
)
PROFESSIONALS = Read(
    select(*ASSIGNED)
    .join(User, User.id == Assignment.professional_id)
    .where(
        Assignment.dossier_id == any_(bindparam("ids", type_=ARRAY(Uuid))),
        Assignment.status.in_(sorted(KNOWN_ASSIGNMENTS)),
    )
    .order_by(Assignment.id)
)


@lru_cache(maxsize=256)
def _rows(limit: int, whole: Callable[[AnySelect], AnySelect]) -> dict[Role, Read]:
    def build(visible: ColumnElement[bool]) -> AnySelect:
        return whole(
            select(*COLUMNS)
            .join(Template, Template.id == Dossier.template_id)
            .join(User, User.id == Dossier.candidate_id)
            .outerjoin(Requirement, Requirement.id == Dossier.next_requirement_id)
            .outerjoin(Step, Step.id == Dossier.next_step_id)
            .where(visible, Dossier.id < bindparam("after"))
            .order_by(Dossier.id.desc())
            .limit(one_more(limit))
        )

    return for_audiences(build)


def _with_talk(listed: AnySelect) -> AnySelect:
    dossier_id = Dossier.__table__.c.id
    return listed.add_columns(
        unread(dossier_id).label("unread"), is_awaited(dossier_id).label("is_awaited")
    )


STAGES = for_audiences(
    lambda visible: (
        select(Dossier.stage, func.count())
        .where(visible, Dossier.archived_at.is_(None))
        .group_by(Dossier.stage)
    )
)


def dossier_rows(actor: Actor, limit: int, after: uuid.UUID | None = None) -> Page[AnyRow]:
    """The dossiers this actor may see, newest first, after the id ``after`` (one statement).

    Columns: those of ``COLUMNS``, and what the conversation holds for this actor. For status, progress and next action: ``status_of(row)``,
    ``progress_of(row)``, ``next_of(row, today)``.
    """
    return page_of(
        run(_rows(limit, _with_talk), actor, after=after or LAST, actor_id=actor.user_id), limit
    )


def dossiers_with_team(actor: Actor, limit: int, after: uuid.UUID | None = None) -> Page[AnyRow]:
    """The same, with who accompanies each now in the column ``team`` (None for nobody): objects with
    ``id``, ``first_name``, ``last_name`` and ``role`` (one statement).
    """
    return page_of(run(_rows(limit, with_team), actor, after=after or LAST), limit)


def professionals_of(dossier_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[AssignmentLine]]:
    """The open assignments of these dossiers, by dossier (one statement; none for no dossier)."""
    found: dict[uuid.UUID, list[AssignmentLine]] = defaultdict(list)
    if dossier_ids:
        for row in PROFESSIONALS.rows(ids=list(dossier_ids)):
            found[row.dossier_id].append(assignment_line(row))
    return found


def assignment_line(row: AnyRow) -> AssignmentLine:
    """The line of a row of ``ASSIGNED``."""
    return AssignmentLine(
        row.id,
        row.dossier_id,
        Face(row.user_id, row.first_name, row.last_name, avatar_id=row.avatar_id),
        row.role,
        row.status,
        row.reason,
        row.created_at,
        row.answered_at,
        row.ended_at,
        row.asked_by_id,
        row.takes_over,
        row.motive,
    )


def pipeline(actor: Actor) -> dict[Stage, int]:
    """How many dossiers that are not archived this actor sees in each stage (one statement)."""
    counted = dict(run(STAGES, actor))
    return {stage: counted.get(stage, 0) for stage in Stage}
