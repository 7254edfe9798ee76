"""The two ends of an erasure: from when there is no way back, and when nothing is left."""

import uuid

from capitune.accounts import queries
from capitune.accounts.services.sessions import revoke_all
from capitune.accounts.states import Standing
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.datamap import table_map
from capitune.core.datamap.rows import empty_some
from capitune.core.db import db


def begin_erasing(actor: Actor, departure_id: uuid.UUID) -> uuid.UUID | None:
    """Close the way back, and return whose data is to erase; None when there is nothing to do: its owner
    came back, the time has not come, it is all done. Begun before, it goes on.
    """
    require(actor, Permission.ACCOUNT_ERASE)
    known = queries.departure_by_id(departure_id)
    user = queries.lock_user(known.user_id) if known else None
    departure = queries.departure_by_id(departure_id)
    if user is None or departure is None or departure.came_back_at or departure.erased_at:
        return None
    if departure.begun_at is None:
        if now() < departure.erases_at:
            return None
        departure.begun_at = now()
        user.standing = Standing.ERASED
        revoke_all(user, "account_erased")
        record(actor, Act.ACCOUNT_ERASED, ("user", user.id), data={"state": "begun"})
    return user.id


def finish_erasing(actor: Actor, departure_id: uuid.UUID) -> None:
    """Empty the account itself, last: until now it was needed to find the rest and to say goodbye."""
    require(actor, Permission.ACCOUNT_ERASE)
    departure = queries.departure_by_id(departure_id)
    if departure is None or departure.begun_at is None or departure.erased_at:
        return
    queries.lock_user(departure.user_id)
    db.session.flush()
    empty_some(table_map("users"), departure.user_id)
    db.session.expire_all()
    departure.erased_at = now()
    record(actor, Act.ACCOUNT_ERASED, ("user", departure.user_id), data={"state": "done"})
