"""One dossier as lists show it, who is on it, and what it asks for, by document type."""

import uuid

from sqlalchemy import bindparam, select

from capitune.accounts.models import User
from capitune.authz.actor import Actor
from capitune.core.db import db
from capitune.core.reads import Read
from capitune.dossiers.models import Assignment, Dossier, Requirement, Step, Template
from capitune.dossiers.queries.lines import AnyRow, AssignmentLine
from capitune.dossiers.queries.lists import ASSIGNED, COLUMNS, assignment_line
from capitune.dossiers.queries.loaders import requirement_by_id
from capitune.dossiers.queries.sheet import seen_by
from capitune.dossiers.queries.teams import with_team

ROW = Read(
    with_team(
        select(*COLUMNS)
        .join(Template, Template.id == Dossier.template_id)
        .join(User, User.id == Dossier.candidate_id)
        .outerjoin(Requirement, Requirement.id == Dossier.next_requirement_id)
        .outerjoin(Step, Step.id == Dossier.next_step_id)
        .where(Dossier.id == bindparam("key"))
    )
)

ASSIGNMENTS = Read(
    select(*ASSIGNED)
    .join(User, User.id == Assignment.professional_id)
    .where(Assignment.dossier_id == bindparam("key"))
    .order_by(Assignment.id)
)

TYPED = select(Requirement.id).where(
    Requirement.dossier_id == bindparam("key"), Requirement.code == bindparam("code")
)


def dossier_row(dossier_id: uuid.UUID) -> AnyRow | None:
    """The row of this dossier, with the columns of ``dossiers_with_team`` (one statement)."""
    found: AnyRow | None = ROW.first(key=dossier_id)
    return found


def assignments_of(dossier_id: uuid.UUID, actor: Actor) -> tuple[AssignmentLine, ...]:
    """The assignments of this dossier that this actor may know of, in order (one statement)."""
    rows = ASSIGNMENTS.rows(key=dossier_id)
    return seen_by(actor, tuple(assignment_line(row) for row in rows))


def requirement_by_code(dossier_id: uuid.UUID, code: str) -> Requirement | None:
    """The requirement of this dossier for this document type, with its dossier (two statements)."""
    found = db.session.scalar(TYPED, {"key": dossier_id, "code": code})
    return requirement_by_id(found, dossier_id) if found else None
