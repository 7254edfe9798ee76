"""What the desk of assignments reads."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import aliased

from capitune.accounts.models import User
from capitune.core.db import db
from capitune.dossiers.models import Assignment, Dossier

SHOWN = 25

Candidate = aliased(User)
Professional = aliased(User)

LATEST = (
    select(
        Assignment.id,
        Assignment.created_at,
        Assignment.role,
        Assignment.status,
        Dossier.id.label("dossier_id"),
        Dossier.number,
        Dossier.title,
        Candidate.first_name.label("candidate_first_name"),
        Candidate.last_name.label("candidate_last_name"),
        Professional.id.label("professional_id"),
        Professional.first_name,
        Professional.last_name,
    )
    .join(Dossier, Dossier.id == Assignment.dossier_id)
    .join(Candidate, Candidate.id == Dossier.candidate_id)
    .join(Professional, Professional.id == Assignment.professional_id)
    .order_by(Assignment.id.desc())
    .limit(SHOWN)
)


def latest() -> Sequence[Row[*tuple[Any, ...]]]:
    """The 25 assignments made last, with the names of both people."""
    return db.session.execute(LATEST).all()


def dossier_id_of(number: str) -> uuid.UUID | None:
    """The id of the dossier with this number, as a person types it."""
    found: uuid.UUID | None = db.session.scalar(
        select(Dossier.id).where(Dossier.number == number.strip().upper())
    )
    return found
