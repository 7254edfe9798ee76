"""Reading professionals."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from capitune.accounts.models import User
from capitune.accounts.people import Face
from capitune.accounts.states import Domain, Profession
from capitune.core.clock import now
from capitune.core.db import db
from capitune.professionals.models import Practice
from capitune.professionals.policy import is_verified


@dataclass(frozen=True, slots=True)
class Professional(Face):
    """A verified professional, as one chooses them. ``profession`` and ``domain`` as they declared."""

    scopes: frozenset[str]
    organization: str
    profession: Profession | None
    domain: Domain | None
    province: str


def verified_professionals(limit: int = 500) -> Sequence[Professional]:
    """Those whose licence is valid now, by name."""
    statement = (
        select(
            User.id,
            User.first_name,
            User.last_name,
            User.avatar_id,
            User.licence_scopes,
            Practice.organization,
            Practice.profession,
            Practice.domain,
            Practice.province,
        )
        .outerjoin(Practice, Practice.user_id == User.id)
        .where(is_verified(now()))
        .order_by(User.last_name, User.first_name, User.id)
        .limit(limit)
    )
    return [
        Professional(
            row.id,
            row.first_name,
            row.last_name,
            frozenset(row.licence_scopes),
            row.organization or "",
            row.profession,
            row.domain,
            row.province or "",
            avatar_id=row.avatar_id,
        )
        for row in db.session.execute(statement)
    ]


def verified_professional(user_id: uuid.UUID) -> User | None:
    """The account of this professional if their licence is valid now."""
    return db.session.scalar(select(User).where(User.id == user_id, is_verified(now())))


def practice_of(user_id: uuid.UUID) -> Practice | None:
    """What this professional declared about their practice."""
    return db.session.scalar(select(Practice).where(Practice.user_id == user_id))
