"""What the desk of people shows about one person: of a dossier its number and where it stands, never its content."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import aliased

from capitune.accounts.invited import is_invited
from capitune.accounts.models import User
from capitune.accounts.queries import answers_of, has_factor, suspensions_of
from capitune.accounts.queries.openings import openings
from capitune.audit.searching import Wanted
from capitune.core.db import db
from capitune.dossiers.models import Assignment, Dossier, Template
from capitune.dossiers.queries.trail import trail
from capitune.professionals.models import Practice

FEW, LINES = 20, 8
Accompanied = aliased(Dossier)
DOSSIERS = (
    select(Dossier.number, Dossier.stage, Dossier.archived_at, Dossier.created_at, Template.code)
    .join(Template, Template.id == Dossier.template_id)
    .where(Dossier.candidate_id == bindparam("id"))
    .order_by(Dossier.id.desc())
    .limit(FEW)
)
ASSIGNMENTS = (
    select(Assignment.role, Assignment.status, Assignment.created_at, Accompanied.number)
    .join(Accompanied, Accompanied.id == Assignment.dossier_id)
    .where(Assignment.professional_id == bindparam("id"))
    .order_by(Assignment.id.desc())
    .limit(FEW)
)
PERSON = (
    select(
        User.id,
        User.first_name,
        User.last_name,
        User.email,
        User.role,
        User.standing,
        User.language,
        User.country,
        User.email_verified_at,
        User.licence_scopes,
        User.licence_until,
        User.created_at,
        Practice.organization,
        Practice.profession,
        Practice.province,
        User.phone,
    )
    .outerjoin(Practice, Practice.user_id == User.id)
    .where(User.id == bindparam("id"))
)


def person_page(user: User, *, whole: bool) -> dict[str, Any]:
    """Everything the page shows; ``whole``: with connections, dossiers and acts, which are for an admin. At most
    nine statements, however much there is.
    """
    found: dict[str, Any] = {
        "person": _one(user.id),
        "suspensions": suspensions_of(user.id),
        "invited": is_invited(user),
    }
    if whole:
        found["openings"] = openings(user)
        found["consents"] = answers_of(user.id)
        found["has_factor"] = has_factor(user.id)
        found["dossiers"] = _rows(DOSSIERS, user.id)
        found["assignments"] = _rows(ASSIGNMENTS, user.id)
        found["lines"] = trail(Wanted(people=(user.id,)), LINES).items
    return found


def _one(user_id: uuid.UUID) -> Any:
    return db.session.execute(PERSON, {"id": user_id}).one()


def _rows(statement: Any, user_id: uuid.UUID) -> Sequence[Row[Any]]:
    return db.session.execute(statement, {"id": user_id}).all()
