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
from capitune.accounts.services.othersessions import change_reason
from capitune.accounts.services.sessions import revoke_all
from capitune.accounts.states import Standing
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
PURPOSE, OFFER = "factor-rescue", "factor-rescue-offer"
LINK_LIFE = timedelta(hours=24)


def ask_rescue(actor: Actor, user: User) -> FactorRescue:
    """Send six digits to the mailbox of ``user``, whose password was right and who has no factor left.

    Asked again within 60 s nothing is sent; later a new code kills the older one. A request that the team
    has got already stays as it is.
    """
    queries.lock_user(user.id)
    known = queries.rescue_of(user.id)
    is_recent = known and known.opened_at is None and known.created_at > now() - codes.PAUSE
    if known and (known.mailbox_proved_at or is_recent):
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


def offer_rescue(actor: Actor, user: User, reason: str) -> FactorRescue:
    """The team has checked, by another way, who cannot get in: a link goes to their mailbox. Once they have followed
    it, their 24 hours begin; the team removes the factors after that, and is never shown a secret.

    Raises as the engine does (never for oneself), ``ProofNeeded``, ``Invalid`` (``unknown_reason``), ``Conflict``
    (``rescue_under_way``, ``account_closed``, ``no_factor_to_remove``).
    """
    offered = FactorRescue(user_id=user.id, code_expires_at=now() + LINK_LIFE, code_tries=0)
    require(actor, Permission.FACTOR_RESCUE, offered)
    require_recent(actor)
    why = change_reason(reason)
    held = queries.lock_user(user.id)
    if held is None or held.standing is not Standing.ACTIVE or held.email_verified_at is None:
        raise Conflict(code="account_closed")
    if not queries.has_factor(held.id):
        raise Conflict(code="no_factor_to_remove")
    known = queries.rescue_of(user.id)
    if known and (known.mailbox_proved_at or known.created_at > now() - codes.PAUSE):
        raise Conflict(code="rescue_under_way")
    if known:
        known.ended_at, known.ended_reason = now(), "replaced"
        db.session.flush()
    offered.opened_at, offered.opened_by = now(), actor.user_id
    db.session.add(offered)
    db.session.flush()
    data = {"rescue_id": str(offered.id), "reason": why.value}
    record(actor, Act.RESCUE_OFFERED, ("user", user.id), data=data)
    send("rescue_offered", user, about=offered.id)
    return offered


def take_rescue(actor: Actor, token: str) -> None:
    """The owner of the mailbox followed the link: their 24 hours begin, in which they can still stop it.

    Raises ``Invalid`` (``dead_link``).
    """
    offered = offered_rescue(token)
    user = queries.lock_user(offered.user_id) if offered else None
    # Read again behind the lock: it may be taken, or replaced, by now.
    offered = queries.rescue_of(user.id) if user else None
    if user is None or offered is None or not _is_offered(offered, token):
        raise Invalid.on("token", "dead_link")
    offered.mailbox_proved_at, offered.due_at = now(), now() + WAIT
    record(actor, Act.RESCUE_PROVED, ("user", user.id), data={"rescue_id": str(offered.id)})
    send("rescue_opened", user, about=offered.id)


def offered_rescue(token: str) -> FactorRescue | None:
    """What the team offers by this link, while it waits for its owner."""
    rescue_id = codes.read_link(OFFER, token)
    rescue = queries.rescue_by_id(rescue_id) if rescue_id else None
    return rescue if rescue is not None and _is_offered(rescue, token) else None


def _is_offered(rescue: FactorRescue, token: str) -> bool:
    is_over = rescue.done_at is not None or rescue.ended_at is not None
    is_new = rescue.mailbox_proved_at is None and rescue.opened_at is not None
    in_time = rescue.code_expires_at > now()
    return is_new and in_time and not is_over and rescue.id == codes.read_link(OFFER, token)


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
