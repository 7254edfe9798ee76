"""What the desk of people shows about one person."""

import uuid
from typing import Any

from sqlalchemy import Row, bindparam, func, select

from capitune.accounts.models import TokenFamily, User, WebSession
from capitune.core.clock import now
from capitune.core.db import db
from capitune.dossiers.models import Assignment, Dossier
from capitune.dossiers.states import AssignmentStatus
from capitune.professionals.models import Practice

_sessions = (
    select(func.count())
    .where(
        WebSession.user_id == User.id,
        WebSession.ended_at.is_(None),
        WebSession.expires_at > bindparam("now"),
    )
    .scalar_subquery()
)
_tokens = (
    select(func.count())
    .where(
        TokenFamily.user_id == User.id,
        TokenFamily.ended_at.is_(None),
        TokenFamily.expires_at > bindparam("now"),
    )
    .scalar_subquery()
)
_own = select(func.count()).where(Dossier.candidate_id == User.id).scalar_subquery()
_assigned = (
    select(func.count())
    .where(Assignment.professional_id == User.id, Assignment.status == AssignmentStatus.ACTIVE)
    .scalar_subquery()
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
        _sessions.label("sessions"),
        _tokens.label("tokens"),
        _own.label("own_dossiers"),
        _assigned.label("assigned_dossiers"),
    )
    .outerjoin(Practice, Practice.user_id == User.id)
    .where(User.id == bindparam("id"))
)


def person(user_id: uuid.UUID) -> Row[*tuple[Any, ...]] | None:
    """Everything the desk shows of a person, in one statement; no secret, no content of a dossier."""
    return db.session.execute(PERSON, {"id": user_id, "now": now()}).first()
