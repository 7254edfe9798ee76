"""What the desk of assignments reads."""

import uuid
from collections.abc import Sequence

from sqlalchemy import Row, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from capitune.accounts.models import User
from capitune.accounts.states import Standing
from capitune.authz.actor import Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.dossiers.models import Assignment, Dossier

SHOWN = 25
OFFERED = 500

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
VERIFIED = (
    select(User.id, User.first_name, User.last_name, User.licence_scopes)
    .where(
        User.role == Role.PROFESSIONAL,
        User.standing == Standing.ACTIVE,
        func.cardinality(User.licence_scopes) > 0,
        or_(User.licence_until.is_(None), User.licence_until > bindparam("now")),
    )
    .order_by(User.last_name, User.first_name, User.id)
    .limit(OFFERED)
)


def latest() -> Sequence[Row]:
    """The 25 assignments made last, with the names of both people."""
    return db.session.execute(LATEST).all()


def verified_professionals() -> Sequence[Row]:
    """Those who may be proposed now, by name; at most 500."""
    return db.session.execute(VERIFIED, {"now": now()}).all()


def dossier_id_of(number: str) -> uuid.UUID | None:
    """The id of the dossier with this number, as a person types it."""
    found: uuid.UUID | None = db.session.scalar(
        select(Dossier.id).where(Dossier.number == number.strip().upper())
    )
    return found
