"""Suspensions of accounts."""

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import select

from capitune.accounts.models import Suspension, User
from capitune.accounts.states import Standing
from capitune.authz.actor import Role
from capitune.core.db import db


def open_suspension(user_id: uuid.UUID) -> Suspension | None:
    """The one that holds this person back, read anew."""
    statement = select(Suspension).where(
        Suspension.user_id == user_id, Suspension.lifted_at.is_(None)
    )
    return db.session.scalar(statement.execution_options(populate_existing=True))


def open_suspensions(user_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Suspension]:
    """Those that hold these people back, by person (one statement)."""
    wanted = set(user_ids)
    if not wanted:
        return {}
    held = (Suspension.user_id.in_(wanted), Suspension.lifted_at.is_(None))
    return {found.user_id: found for found in db.session.scalars(select(Suspension).where(*held))}


def suspension_by_id(suspension_id: uuid.UUID) -> Suspension | None:
    """The suspension with this id, read anew."""
    statement = select(Suspension).where(Suspension.id == suspension_id)
    return db.session.scalar(statement.execution_options(populate_existing=True))


def suspensions_of(user_id: uuid.UUID) -> Sequence[Suspension]:
    """The last twenty of this person, the newest first."""
    statement = select(Suspension).where(Suspension.user_id == user_id)
    return db.session.scalars(statement.order_by(Suspension.id.desc()).limit(20)).all()


def lock_admins() -> Sequence[uuid.UUID]:
    """Who runs the house now, each held: of two admins who act on each other, one waits and sees."""
    statement = select(User.id).where(User.role == Role.ADMIN, User.standing == Standing.ACTIVE)
    return db.session.scalars(statement.order_by(User.id).with_for_update(key_share=True)).all()
