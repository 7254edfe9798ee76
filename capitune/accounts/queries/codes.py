"""One-time codes that can still be used."""

import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, select

from capitune.accounts import codes
from capitune.accounts.models import OneTimeCode
from capitune.accounts.states import CodePurpose
from capitune.core.clock import now
from capitune.core.db import db


def is_live() -> ColumnElement[bool]:
    """What makes a code one that can be used now."""
    return and_(
        OneTimeCode.used_at.is_(None),
        OneTimeCode.replaced_at.is_(None),
        OneTimeCode.expires_at > now(),
    )


def live_code(user_id: uuid.UUID, purpose: CodePurpose) -> OneTimeCode | None:
    """The code this person can use now, read anew: whoever acts on it holds the person's row."""
    statement = (
        select(OneTimeCode)
        .where(OneTimeCode.user_id == user_id, OneTimeCode.purpose == purpose, is_live())
        .order_by(OneTimeCode.created_at.desc())
        .limit(1)
    )
    return db.session.scalar(statement.execution_options(populate_existing=True))


def latest_codes(user_id: uuid.UUID, purpose: CodePurpose, limit: int) -> Sequence[OneTimeCode]:
    """The last codes this person asked for, whatever became of them, the newest first."""
    return db.session.scalars(
        select(OneTimeCode)
        .where(OneTimeCode.user_id == user_id, OneTimeCode.purpose == purpose)
        .order_by(OneTimeCode.created_at.desc())
        .limit(limit)
    ).all()


def latest_code(user_id: uuid.UUID, purpose: CodePurpose) -> OneTimeCode | None:
    """The last one."""
    return next(iter(latest_codes(user_id, purpose, 1)), None)


def owner_of_link(purpose: CodePurpose, token: str) -> uuid.UUID | None:
    """Whose link this is, while it can be used; None for any other."""
    code_id = codes.read_link(purpose, token)
    if code_id is None:
        return None
    return db.session.scalar(
        select(OneTimeCode.user_id).where(
            OneTimeCode.id == code_id, OneTimeCode.purpose == purpose, is_live()
        )
    )


def code_by_id(code_id: uuid.UUID) -> OneTimeCode | None:
    """The code, if it can still be used: a letter about another has nothing to say any more."""
    return db.session.scalar(select(OneTimeCode).where(OneTimeCode.id == code_id, is_live()))
