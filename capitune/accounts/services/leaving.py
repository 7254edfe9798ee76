"""Deleting one's account, with thirty days to come back."""

from datetime import timedelta
from typing import Any

from capitune.accounts import codes, queries
from capitune.accounts.events import AccountCameBack, AccountLeft
from capitune.accounts.models import Departure, User
from capitune.accounts.services.letters import send
from capitune.accounts.services.proving import prove_by_password
from capitune.accounts.services.sessions import revoke_all
from capitune.accounts.services.signing import Checked
from capitune.accounts.states import Standing
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor, Role
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core import outbox
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid
from capitune.core.events import publish

PURPOSE = "come-back"
TIME_TO_COME_BACK = timedelta(days=30)


def leave(actor: Actor, user: User, checked: Checked) -> Departure:
    """Close one's account now, and have it erased in thirty days; ``checked`` is what ``check_password``
    said of the password given for it.

    Everything that was open ends, and a letter says how to come back. Asked twice, it is one departure.
    Raises ``Invalid`` (``wrong_password``), ``Conflict`` (``last_admin``).
    """
    require(actor, Permission.ACCOUNT_SELF, user)
    if user.role is Role.ADMIN:
        queries.lock_admins()  # of the last two who leave at once, one waits and stays
    prove_by_password(actor, user, checked)
    return depart(actor, user)


def depart(
    actor: Actor,
    user: User,
    *,
    act: Act = Act.ACCOUNT_LEFT,
    letter: str = "deletion_asked",
    data: dict[str, Any] | None = None,
) -> Departure:
    """The same, of an account whose row is held, and whose leaving is decided: by its owner, or by whoever ``act`` says."""
    known = queries.open_departure(user.id)
    if known is not None:
        return known
    if queries.is_last_admin(user):
        raise Conflict(code="last_admin")
    departure = Departure(user_id=user.id, erases_at=now() + TIME_TO_COME_BACK)
    db.session.add(departure)
    user.standing = Standing.LEAVING
    db.session.flush()
    revoke_all(user, "account_left")
    publish(AccountLeft(user.id))
    record(actor, act, ("user", user.id), data=data)
    send(letter, user, about=departure.id)
    # Without the person's id: this row must outlive everything that names them.
    payload = {"departure_id": str(departure.id)}
    key = f"erase:{departure.id}"
    outbox.put("accounts.erase", payload, key=key, delay=TIME_TO_COME_BACK)
    return departure


def come_back(actor: Actor, departure: Departure) -> User:
    """Take it back: the account is as it was, but for what had ended with others.

    Raises ``Invalid`` (``too_late``) when the thirty days are over or it was taken back already. The
    person's row decides between this and the erasure, whichever holds it first.
    """
    user = queries.lock_user(departure.user_id)
    held = queries.departure_by_id(departure.id)
    if user is None or held is None or not held.is_open_at(now()):
        raise Invalid.on("token", "too_late")
    held.came_back_at = now()
    # Nobody comes back out of a suspension this way.
    held_back = queries.open_suspension(user.id) is not None
    user.standing = Standing.SUSPENDED if held_back else Standing.ACTIVE
    publish(AccountCameBack(user.id))
    record(actor, Act.ACCOUNT_CAME_BACK, ("user", user.id))
    return user


def way_back(departure: Departure) -> str:
    """The token of the address at which one comes back. It opens nothing: it stops the deletion."""
    return codes.link(PURPOSE, departure.id)


def departure_of_link(token: str) -> Departure | None:
    """The departure that this link takes back, open or not."""
    departure_id = codes.read_link(PURPOSE, token)
    return queries.departure_by_id(departure_id) if departure_id else None
