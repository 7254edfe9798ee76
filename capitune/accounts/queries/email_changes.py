"""Changes of address: the one that waits for its link, and those that can be undone."""

import uuid

from sqlalchemy import select

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
