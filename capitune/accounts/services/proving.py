"""Showing again, in a sign-in that is open, that one is who one is."""

from sqlalchemy import update

from capitune.accounts import queries
from capitune.accounts.models import TokenFamily, User, WebSession
from capitune.accounts.proof import Proof
from capitune.accounts.services import locking
from capitune.accounts.services.signing import Checked
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor, Door
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Invalid


def prove_by_password(actor: Actor, user: User, checked: Checked) -> None:
    """Note that the password was given again; ``checked`` is what ``check_password`` said of it.

    Raises ``Invalid`` (``wrong_password``); the refusal stays in the audit log.
    """
    require(actor, Permission.SESSION_PROVE, user)
    require_password(actor, user, checked, "password")
    note(actor, user, Proof.PASSWORD)


def require_password(actor: Actor, user: User, checked: Checked, field: str) -> User:
    """``user``, held until the end of the transaction, if what was checked is their password still.

    Raises ``Invalid`` about ``field`` (``wrong_password``); the refusal stays in the audit log.
    """
    held = queries.lock_user(user.id)
    if held is not None and _is_right(actor, held, checked):
        return held
    record(actor, Act.PROOF_REFUSED, ("user", user.id), data={"proof": Proof.PASSWORD.value})
    refusal = Invalid.on(field, "wrong_password")
    refusal.keep = True
    raise refusal


def _is_right(actor: Actor, held: User, checked: Checked) -> bool:
    """Whoever found a sign-in open guesses no more often than at the door: this sign-in has its own count."""
    here = actor.session_id or locking.ELSEWHERE
    right = checked.user_id == held.id and checked.is_still_right(held)
    return locking.lets_in(actor, held, here, is_right=right)


def note(actor: Actor, user: User, proof: Proof) -> None:
    """Write in the actor's own sign-in, browser or program, what they have just shown."""
    opened = TokenFamily if actor.door is Door.API else WebSession
    db.session.execute(
        update(opened)
        .where(opened.id == actor.session_id, opened.user_id == user.id)
        .values(**proof.moments(now()))
    )
    record(actor, Act.SESSION_PROVED, ("user", user.id), data={"proof": proof.value})
