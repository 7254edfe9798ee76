"""Changes of address: the one that waits for its link, and those that can be undone."""

import uuid
from datetime import datetime

from sqlalchemy import func, select

from capitune.accounts import codes
from capitune.accounts.models import EmailChange, OneTimeCode
from capitune.accounts.queries.codes import is_live
from capitune.accounts.states import CodePurpose
from capitune.core.clock import now
from capitune.core.db import db


def waiting_change(user_id: uuid.UUID) -> EmailChange | None:
    """The change that this person asked for and whose link is good now, read anew."""
    statement = (
        select(EmailChange)
        .join(OneTimeCode, OneTimeCode.id == EmailChange.code_id)
        .where(EmailChange.user_id == user_id, EmailChange.undone_at.is_(None), is_live())
    )
    return db.session.scalar(statement.execution_options(populate_existing=True))


def change_of_link(user_id: uuid.UUID, token: str) -> EmailChange | None:
    """The same, if ``token`` is of its link."""
    change = waiting_change(user_id)
    code_id = codes.read_link(CodePurpose.CHANGE_EMAIL, token)
    return change if change is not None and change.code_id == code_id else None


def change_by_id(change_id: uuid.UUID) -> EmailChange | None:
    """The change with this id."""
    return db.session.get(EmailChange, change_id)


def undoable_change(token: str) -> EmailChange | None:
    """The change that the link with this ``token`` undoes now, read anew."""
    change_id = codes.read_link(codes.UNDO_EMAIL, token)
    if change_id is None:
        return None
    can_be_undone = (
        EmailChange.confirmed_at > now() - codes.UNDO_LIFE,
        EmailChange.undone_at.is_(None),
    )
    statement = select(EmailChange).where(EmailChange.id == change_id, *can_be_undone)
    return db.session.scalar(statement.execution_options(populate_existing=True))


def address_since(user_id: uuid.UUID) -> datetime | None:
    """When the address of this person last became another; None when it never did."""
    last = func.greatest(EmailChange.confirmed_at, EmailChange.undone_at)
    found = select(func.max(last)).where(EmailChange.user_id == user_id)
    moment: datetime | None = db.session.scalar(found)
    return moment
