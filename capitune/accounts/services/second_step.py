"""Signing in with a second factor: the password opens a pending sign-in, the factor the session."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import update

from capitune.accounts import codes, paper, queries
from capitune.accounts.models import PendingSignIn, User
from capitune.accounts.proof import Proof
from capitune.accounts.services import rescue
from capitune.accounts.services.authenticator import use_app
from capitune.accounts.services.paper import use_code
from capitune.accounts.services.proving import note
from capitune.accounts.states import Standing
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Invalid, Limited, Unauthenticated

LIFE = timedelta(minutes=10)
MOST_TRIES = 5
PURPOSE = "pending-sign-in"
LONGEST_CODE = 100


@dataclass(frozen=True, slots=True)
class SecondStep:
    """A sign-in whose second factor was right: whose it is, and what the first step asked for."""

    user: User
    remember: bool


def begin_second_step(actor: Actor, user: User, *, remember: bool = False) -> str | None:
    """The token of a pending sign-in of ``user``, whose password was right; None when they have no factor.

    It opens nothing by itself, lives ten minutes, and takes five tries.
    """
    if not queries.has_factor(user.id):
        return None
    pending = PendingSignIn(
        user_id=user.id,
        authz_version=user.authz_version,
        remember=remember,
        expires_at=now() + LIFE,
    )
    db.session.add(pending)
    db.session.flush()
    record(actor, Act.SECOND_STEP_ASKED, ("user", user.id), data={"pending_id": str(pending.id)})
    return codes.link(PURPOSE, pending.id)


def pending_of(token: str) -> PendingSignIn | None:
    """The pending sign-in of this token, while it can go on."""
    pending_id = codes.read_link(PURPOSE, token)
    return queries.pending_by_id(pending_id) if pending_id else None


def finish_second_step(actor: Actor, token: str, typed: str) -> SecondStep:
    """Whoever holds this token and types a code of their app, or a recovery code.

    Raises ``Unauthenticated`` (``second_step_over``) for a token that is unknown, used, too old, tried
    five times, or older than a change of rights; ``Invalid`` (``wrong_factor``), counted;
    ``Limited`` when too many codes were wrong lately.
    """
    pending, user = _held(token)
    _count_try(pending)
    if not _is_right(actor, user, typed):
        record(actor, Act.FACTOR_REFUSED, ("user", user.id), data={"pending_id": str(pending.id)})
        raise _wrong()
    return close_pending(actor, pending, user)


def close_pending(actor: Actor, pending: PendingSignIn, user: User) -> SecondStep:
    """The factor was right: this pending sign-in is used up. Two at once: one wins."""
    used = db.session.execute(
        update(PendingSignIn)
        .where(PendingSignIn.id == pending.id, PendingSignIn.used_at.is_(None))
        .values(used_at=now())
        .returning(PendingSignIn.id)
    ).scalar()
    if used is None:
        raise Unauthenticated(code="second_step_over")
    rescue.end_if_any(actor, user, "factor_used")
    return SecondStep(user, pending.remember)


def prove_by_code(actor: Actor, user: User, typed: str) -> None:
    """Show again who one is, in a sign-in that is open, by a code. Raises ``Invalid`` (``wrong_factor``)."""
    require(actor, Permission.SESSION_PROVE, user)
    if not _is_right(actor, user, typed):
        record(actor, Act.PROOF_REFUSED, ("user", user.id), data={"proof": Proof.FACTOR.value})
        raise _wrong()
    note(actor, user, Proof.FACTOR)


def held_pending(token: str) -> tuple[PendingSignIn, User]:
    """The pending sign-in of this token and whose it is, a try not counted. Raises as above."""
    return _held(token)


def _held(token: str) -> tuple[PendingSignIn, User]:
    pending = pending_of(token)
    user = queries.user_by_id(pending.user_id) if pending else None
    if (
        pending is None
        or user is None
        or pending.tries >= MOST_TRIES
        or pending.authz_version != user.authz_version
        or user.standing is not Standing.ACTIVE
    ):
        raise Unauthenticated(code="second_step_over")
    return pending, user


def _count_try(pending: PendingSignIn) -> uuid.UUID:
    counted = db.session.execute(
        update(PendingSignIn)
        .where(PendingSignIn.id == pending.id, PendingSignIn.tries < MOST_TRIES)
        .values(tries=PendingSignIn.tries + 1)
        .returning(PendingSignIn.id)
    ).scalar()
    if counted is None:
        raise Unauthenticated(code="second_step_over")
    return counted


def _is_right(actor: Actor, user: User, typed: str) -> bool:
    code = typed[:LONGEST_CODE]
    try:
        return use_code(actor, user, code) if paper.is_code(code) else use_app(user, code)
    except Limited as error:
        error.keep = True
        raise


def _wrong() -> Invalid:
    refusal = Invalid.on("code", "wrong_factor")
    refusal.keep = True
    return refusal
