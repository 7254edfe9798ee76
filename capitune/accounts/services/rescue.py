"""The way back for somebody who lost every factor: mailbox, then the team, then a day, then the team again.

Whoever steals a password and a mailbox must not get in this way unseen: a person of the team checks who is
asking, and the owner is told and has a day to stop it.
"""

from datetime import timedelta

from sqlalchemy import update

from capitune.accounts import codes, queries
from capitune.accounts.models import FactorRescue, User
from capitune.accounts.services.factors import forget_all
from capitune.accounts.services.letters import send
from capitune.accounts.services.sessions import revoke_all
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.authz.recent import require_recent
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid

WAIT = timedelta(hours=24)
CODE_LIFE = timedelta(minutes=15)
PURPOSE = "factor-rescue"


def ask_rescue(actor: Actor, user: User) -> FactorRescue:
    """Send six digits to the mailbox of ``user``, whose password was right and who has no factor left.

    Asked again within 60 s nothing is sent; later a new code kills the older one. A request that the team
    has got already stays as it is.
    """
    queries.lock_user(user.id)
    known = queries.rescue_of(user.id)
    if known and (known.mailbox_proved_at or known.created_at > now() - codes.PAUSE):
        return known
    if known:
        known.ended_at, known.ended_reason = now(), "replaced"
        db.session.flush()
    asked = FactorRescue(user_id=user.id, code_expires_at=now() + CODE_LIFE, code_tries=0)
    db.session.add(asked)
    db.session.flush()
    send("rescue_code", user, about=asked.id)
    record(actor, Act.RESCUE_ASKED, ("user", user.id), data={"rescue_id": str(asked.id)})
    return asked


def prove_mailbox(actor: Actor, user: User, typed: str) -> FactorRescue:
    """The digits are right: the request goes to the team.

    Raises ``Invalid`` (``wrong_code``), counted: after five, even the right one is.
    """
    queries.lock_user(user.id)
    asked = queries.rescue_of(user.id)
    if asked is not None and asked.mailbox_proved_at is not None:
        return asked
    dead = asked is None or asked.code_tries >= codes.MOST_TRIES or asked.code_expires_at <= now()
    if asked is None or dead:
        raise Invalid.on("code", "wrong_code")
    asked.code_tries += 1
    if not codes.is_code(PURPOSE, asked.id, typed):
        record(actor, Act.ACCOUNT_CODE_WRONG, ("user", user.id), data={"tries": asked.code_tries})
        refusal = Invalid.on("code", "wrong_code")
        refusal.keep = True
        raise refusal
    asked.mailbox_proved_at = now()
    record(actor, Act.RESCUE_PROVED, ("user", user.id), data={"rescue_id": str(asked.id)})
    return asked


def open_rescue(actor: Actor, rescue: FactorRescue) -> None:
    """The team has checked who is asking. The owner is told, and has 24 hours to stop it.

    Raises as the engine does (never for oneself), ``ProofNeeded``, ``Conflict`` (``rescue_moved_on``).
    """
    user = _decided(actor, rescue)
    if rescue.mailbox_proved_at is None or rescue.opened_at is not None:
        raise Conflict(code="rescue_moved_on")
    rescue.opened_at, rescue.opened_by, rescue.due_at = now(), actor.user_id, now() + WAIT
    record(actor, Act.RESCUE_OPENED, ("user", user.id), data={"rescue_id": str(rescue.id)})
    send("rescue_opened", user, about=rescue.id)


def complete_rescue(actor: Actor, rescue: FactorRescue) -> None:
    """After the wait: every factor goes, everything that was open ends, and the person is told.

    Raises the same, and ``Conflict`` (``rescue_too_early``).
    """
    user = _decided(actor, rescue)
    if rescue.due_at is None or rescue.due_at > now():
        raise Conflict(code="rescue_too_early")
    rescue.done_at, rescue.done_by = now(), actor.user_id
    forget_all(user)
    revoke_all(user, "factors_removed")
    record(actor, Act.RESCUE_DONE, ("user", user.id), data={"rescue_id": str(rescue.id)})
    send("rescue_done", user, about=rescue.id)


def refuse_rescue(actor: Actor, rescue: FactorRescue) -> None:
    """The team is not sure who is asking: it ends here. Raises as the engine does, ``Conflict``."""
    user = _decided(actor, rescue)
    _end(actor, user, rescue, "refused")


def cancel_rescue(actor: Actor, token: str) -> None:
    """The owner stops it, by the link of the letter. Raises ``Invalid`` (``dead_link``)."""
    rescue = rescue_of_link(token)
    user = queries.lock_user(rescue.user_id) if rescue else None
    # Read again behind the lock: it may be done by now.
    rescue = queries.rescue_of(user.id) if user else None
    if rescue is None or user is None or rescue.id != codes.read_link(PURPOSE, token):
        raise Invalid.on("token", "dead_link")
    _end(actor, user, rescue, "cancelled")


def rescue_of_link(token: str) -> FactorRescue | None:
    """The request that this link stops, while it is under way."""
    rescue_id = codes.read_link(PURPOSE, token)
    rescue = queries.rescue_by_id(rescue_id) if rescue_id else None
    return rescue if rescue and rescue.done_at is None and rescue.ended_at is None else None


def end_if_any(actor: Actor, user: User, reason: str) -> None:
    """Whoever comes in with a factor has not lost them: what was asked ends."""
    rescue = queries.rescue_of(user.id)
    if rescue is not None:
        _end(actor, user, rescue, reason)


def _decided(actor: Actor, rescue: FactorRescue) -> User:
    """Whose request it is, held, for somebody of the team who may decide on it."""
    require(actor, Permission.FACTOR_RESCUE, rescue)
    require_recent(actor)
    user = queries.lock_user(rescue.user_id)
    db.session.refresh(rescue)
    if user is None or rescue.done_at is not None or rescue.ended_at is not None:
        raise Conflict(code="rescue_moved_on")
    return user


def _end(actor: Actor, user: User, rescue: FactorRescue, reason: str) -> None:
    db.session.execute(
        update(FactorRescue)
        .where(FactorRescue.id == rescue.id, FactorRescue.done_at.is_(None))
        .values(ended_at=now(), ended_reason=reason)
    )
    data = {"rescue_id": str(rescue.id), "reason": reason}
    record(actor, Act.RESCUE_ENDED, ("user", user.id), data=data)
