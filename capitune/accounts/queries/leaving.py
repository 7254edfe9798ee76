"""Accounts that are deleted, and copies of data."""

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select

from capitune.accounts.addresses import key_of
from capitune.accounts.models import Departure, Export, User
from capitune.accounts.states import Standing
from capitune.authz.actor import Role
from capitune.core.db import db


def open_departure(user_id: uuid.UUID) -> Departure | None:
    """What this person asked for and has not taken back, read anew."""
    return db.session.scalar(
        select(Departure)
        .where(
            Departure.user_id == user_id,
            Departure.came_back_at.is_(None),
            Departure.erased_at.is_(None),
        )
        .execution_options(populate_existing=True)
    )


def departure_by_id(departure_id: uuid.UUID) -> Departure | None:
    """The departure with this id, read anew."""
    statement = select(Departure).where(Departure.id == departure_id)
    return db.session.scalar(statement.execution_options(populate_existing=True))


def departure_of_address(email: str) -> Departure | None:
    """The open one of the account with this address."""
    key = key_of(email)
    user_id = db.session.scalar(select(User.id).where(User.email_key == key)) if key else None
    return open_departure(user_id) if user_id else None


def is_last_admin(user: User) -> bool:
    """Nobody else could run the house."""
    if user.role is not Role.ADMIN:
        return False
    others = (User.role == Role.ADMIN, User.standing == Standing.ACTIVE, User.id != user.id)
    return not db.session.scalar(select(func.count()).select_from(User).where(*others))


def exports_of(user_id: uuid.UUID) -> Sequence[Export]:
    """The last ten copies this person asked for, the newest first."""
    statement = select(Export).where(Export.user_id == user_id)
    return db.session.scalars(statement.order_by(Export.id.desc()).limit(10)).all()


def export_by_id(export_id: uuid.UUID) -> Export | None:
    """The copy with this id, read anew."""
    statement = select(Export).where(Export.id == export_id)
    return db.session.scalar(statement.execution_options(populate_existing=True))
