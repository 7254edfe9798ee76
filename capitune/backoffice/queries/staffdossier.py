"""What the team sees of one dossier: facts, people, deadlines; nothing that was sent, written or said in it."""

import uuid
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import aliased

from capitune.accounts.models import User
from capitune.backoffice.queries.dossiers import FOUND, DeskLine, team_of
from capitune.core.db import db
from capitune.core.reads import Statement
from capitune.dossiers.models import Assignment, DeskCase, Dossier, Step

MOST = 200

AskedBy = aliased(User)
FACTS: Statement = FOUND.join(Dossier, Dossier.id == DeskCase.dossier_id).add_columns(
    Dossier.started_at,
    Dossier.planned_submission_on,
    Dossier.validated_count,
    Dossier.counted_count,
)
PLACES: Statement = (
    select(
        Assignment.id,
        Assignment.professional_id,
        Assignment.role,
        Assignment.status,
        Assignment.created_at,
        Assignment.answered_at,
        Assignment.ended_at,
        Assignment.reason,
        User.first_name,
        User.last_name,
        AskedBy.id.label("asked_by_id"),
        AskedBy.first_name.label("asked_by_first_name"),
        AskedBy.last_name.label("asked_by_last_name"),
    )
    .join(User, User.id == Assignment.professional_id)
    .outerjoin(AskedBy, AskedBy.id == Assignment.asked_by_id)
    .order_by(Assignment.id.desc())
    .limit(MOST)
)
# Of a step that somebody added, not what they called it.
DEADLINES: Statement = (
    select(
        Step.id,
        Step.labels,
        Step.owner,
        Step.target_on,
        Step.held_at,
        Step.added_by_id.is_not(None).label("is_added"),
    )
    .where(Step.done_at.is_(None))
    .order_by(Step.target_on, Step.position)
    .limit(MOST)
)


def staff_dossier(dossier_id: uuid.UUID) -> Row[Any] | None:
    """Its facts, as the desk keeps them (one statement)."""
    return db.session.execute(FACTS.where(DeskCase.dossier_id == dossier_id)).first()


def places_of(dossier_id: uuid.UUID) -> Sequence[Row[Any]]:
    """Everybody who was ever asked or assigned, the latest first (one statement)."""
    return db.session.execute(PLACES.where(Assignment.dossier_id == dossier_id)).all()


def deadlines_of(dossier_id: uuid.UUID) -> Sequence[Row[Any]]:
    """The open steps, the earliest first (one statement)."""
    return db.session.execute(DEADLINES.where(Step.dossier_id == dossier_id)).all()


def lines_of(dossier_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, DeskLine]:
    """These dossiers as the desk lists them (two statements); what is none of them is left out."""
    rows = db.session.execute(FOUND.where(DeskCase.dossier_id.in_(dossier_ids))).all()
    team = team_of([row.id for row in rows])
    return {
        row.id: DeskLine(row, [one for one in team if one.dossier_id == row.id]) for row in rows
    }
