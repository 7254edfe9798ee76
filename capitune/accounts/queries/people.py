"""People, by id and by address."""

import uuid
from collections.abc import Iterable

from sqlalchemy import select

from capitune.accounts.addresses import key_of
from capitune.accounts.models import User
from capitune.accounts.people import Face
from capitune.core.db import db


def user_by_id(user_id: uuid.UUID) -> User | None:
    """The person with this id."""
    return db.session.get(User, user_id)


def user_by_email(email: str) -> User | None:
    """The person with this address, in whatever case or Unicode form it is written."""
    key = key_of(email)
    return db.session.scalar(select(User).where(User.email_key == key)) if key else None


def password_of(email: str) -> tuple[uuid.UUID, str] | None:
    """The id and the password's hash of the account with this address."""
    key = key_of(email)
    if key is None:
        return None
    row = db.session.execute(
        select(User.id, User.password_hash).where(User.email_key == key)
    ).first()
    return (row.id, row.password_hash) if row else None


def lock_user(user_id: uuid.UUID) -> User | None:
    """The person, as they are now, held until the end of the transaction: others who write wait."""
    return _lock(User.id == user_id)


def lock_user_by_key(email_key: str) -> User | None:
    """The same, by the key of an address."""
    return _lock(User.email_key == email_key)


def _lock(condition: object) -> User | None:
    # FOR NO KEY UPDATE: rows that only refer to this person (sessions, documents) are not held up.
    statement = select(User).where(condition).with_for_update(key_share=True)  # type: ignore[arg-type]
    return db.session.scalar(statement.execution_options(populate_existing=True))


def faces(user_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Face]:
    """The names and pictures of these people, in one statement."""
    wanted = set(user_ids)
    if not wanted:
        return {}
    columns = (User.id, User.first_name, User.last_name, User.avatar_id)
    found = db.session.execute(select(*columns).where(User.id.in_(wanted)))
    return {row.id: Face(*row[:3], avatar_id=row.avatar_id) for row in found}
