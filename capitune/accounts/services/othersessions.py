"""Sign-ins of somebody else, which an admin ends."""

import uuid

from sqlalchemy import update

from capitune.accounts import queries, typed
from capitune.accounts.events import SessionEnded
from capitune.accounts.models import User
from capitune.accounts.queries.openings import MODELS
from capitune.accounts.services.sessions import revoke_all
from capitune.accounts.states import ChangeReason
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.authz.recent import require_recent
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import NotFound
from capitune.core.events import publish


def sign_out_person(actor: Actor, user: User, reason: str) -> None:
    """End every sign-in of somebody else, in browsers and programs. Raises ``Invalid`` (``unknown_reason``)."""
    require(actor, Permission.ACCOUNT_MANAGE, user)
    require_recent(actor)
    data = {"reason": change_reason(reason).value}
    held = queries.lock_user(user.id)
    if held is None:
        raise NotFound
    revoke_all(held, "signed_out_by_team")
    record(actor, Act.SESSIONS_CLOSED, ("user", held.id), data=data)


def end_opening_of(actor: Actor, user: User, opening_id: uuid.UUID, reason: str) -> None:
    """End one sign-in of somebody else. Ended already, nothing changes.

    Raises ``NotFound`` if it is not theirs, ``Invalid`` (``unknown_reason``).
    """
    require(actor, Permission.ACCOUNT_MANAGE, user)
    require_recent(actor)
    why = change_reason(reason).value
    opened = queries.any_opening(opening_id)
    if opened is None or opened.user_id != user.id:
        raise NotFound
    model = next(model for model in MODELS.values() if isinstance(opened, model))
    ended = db.session.execute(
        update(model)
        .where(model.id == opening_id, model.ended_at.is_(None))
        .values(ended_at=now())
        .returning(model.id)
    ).scalar()
    if ended is not None:
        data = {"session_id": str(ended), "reason": why}
        record(actor, Act.SESSION_CLOSED, ("user", user.id), data=data)
        publish(SessionEnded(ended, "signed_out_by_team"))


def change_reason(code: str) -> ChangeReason:
    """Why, as the audit log keeps it: never in words, which nobody could take out of it again."""
    return ChangeReason(typed.one_of(code, "reason", set(ChangeReason), "unknown_reason"))
