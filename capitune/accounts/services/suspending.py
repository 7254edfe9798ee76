"""Closing an account for a while, and opening it again."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from capitune.accounts import queries, typed
from capitune.accounts.events import AccountReinstated
from capitune.accounts.models import Suspension, User
from capitune.accounts.services.letters import send
from capitune.accounts.services.sessions import revoke_all
from capitune.accounts.states import Standing, SuspensionReason
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor, Role
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.authz.recent import require_recent
from capitune.core import outbox
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid
from capitune.core.events import publish

LONGEST = timedelta(days=3660)
WORDS = 1000


@dataclass(frozen=True, slots=True)
class Closing:
    """Why, in a code and in ``words`` for the team; what the person is told; until when, if it has an end."""

    reason: str
    words: str
    message: str
    until: datetime | None = None


def suspend(actor: Actor, user: User, closing: Closing) -> Suspension:
    """Close the account of ``user`` now: sessions, programs and live connections end, a letter says why.

    With an end, the clock lifts it. Raises ``Invalid`` (``required``, ``too_long``, ``bad_text``,
    ``unknown_reason``, ``until_past``, ``until_far``), ``Conflict`` (``already_suspended``, ``not_active``, ``last_admin``).
    """
    require(actor, Permission.ACCOUNT_SUSPEND, user)
    require_recent(actor)
    reason, words, message, until = typed.all_of(
        lambda: _reason(closing.reason),
        lambda: _text("words", closing.words),
        lambda: _text("message", closing.message),
        lambda: _until(closing.until),
    )
    held = _held_active(user)
    suspension = Suspension(
        user_id=held.id,
        suspended_by=actor.user_id,
        reason=reason,
        words=words,
        message=message,
        until=until,
    )
    db.session.add(suspension)
    held.standing = Standing.SUSPENDED
    db.session.flush()
    revoke_all(held, "account_suspended")
    data = {"suspension_id": str(suspension.id), "reason": reason.value}
    record(actor, Act.ACCOUNT_SUSPENDED, ("user", held.id), data=data)
    send("account_suspended", held, about=suspension.id)
    if until is not None:
        payload = {"suspension_id": str(suspension.id)}
        key = f"lift:{suspension.id}"
        outbox.put("accounts.lift_suspension", payload, key=key, delay=until - now())
    return suspension


def reinstate(actor: Actor, user: User) -> None:
    """Open the account again; what it had open stays closed. Raises ``Conflict`` (``not_suspended``)."""
    require(actor, Permission.ACCOUNT_SUSPEND, user)
    require_recent(actor)
    held = queries.lock_user(user.id)
    suspension = queries.open_suspension(user.id)
    if held is None or suspension is None:
        raise Conflict(code="not_suspended")
    _lift(actor, held, suspension)


def reinstate_when_over(actor: Actor, suspension_id: uuid.UUID) -> None:
    """The same, by the clock, of a suspension whose end has come; lifted before, nothing changes."""
    found = queries.suspension_by_id(suspension_id)
    user = queries.lock_user(found.user_id) if found is not None else None
    if user is None:
        return
    require(actor, Permission.ACCOUNT_SUSPEND, user)
    suspension = queries.open_suspension(user.id)
    if suspension is None or suspension.id != suspension_id:
        return
    if suspension.until is not None and suspension.until <= now():
        _lift(actor, user, suspension)


def _lift(actor: Actor, user: User, suspension: Suspension) -> None:
    suspension.lifted_at = now()
    suspension.lifted_by = actor.user_id
    if user.standing is Standing.SUSPENDED:
        user.standing = Standing.ACTIVE
    db.session.flush()
    publish(AccountReinstated(user.id))
    data = {"suspension_id": str(suspension.id)}
    record(actor, Act.ACCOUNT_REINSTATED, ("user", user.id), data=data)
    send("account_reinstated", user, about=suspension.id)


def _held_active(user: User) -> User:
    """The account, held, which is neither closed already nor the last that can run the house."""
    admins = queries.lock_admins() if user.role is Role.ADMIN else ()
    held = queries.lock_user(user.id)
    if held is None or held.standing is not Standing.ACTIVE:
        closed = held is not None and held.standing is Standing.SUSPENDED
        raise Conflict(code="already_suspended" if closed else "not_active")
    if held.role is Role.ADMIN and not set(admins) - {held.id}:
        raise Conflict(code="last_admin")
    return held


def _reason(code: str) -> SuspensionReason:
    if code not in set(SuspensionReason):
        raise Invalid.on("reason", "unknown_reason")
    return SuspensionReason(code)


def _text(field: str, value: str) -> str:
    kept = typed.paragraphs(value, field, most=WORDS)
    if kept is None:
        raise Invalid.on(field, "required")
    return kept


def _until(moment: datetime | None) -> datetime | None:
    if moment is not None and moment <= now():
        raise Invalid.on("until", "until_past")
    if moment is not None and moment > now() + LONGEST:
        raise Invalid.on("until", "until_far")
    return moment
