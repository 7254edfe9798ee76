"""The team's hand on effects that failed."""

import uuid
from collections.abc import Collection, Sequence

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz import recent
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.errors import Conflict, Invalid
from capitune.core.handling import Why, kinds_among, leave, try_again
from capitune.core.ids import parse_id

MOST = 50
# What the law or our word gives a person; nobody of the team can take it away.
OWED = frozenset({"accounts.erase", "accounts.export", "accounts.lift_suspension"})


def retry_effects(actor: Actor, ids: Sequence[str]) -> int:
    """Have these tried again; how many were. The others are done, in hand or left.

    Raises ``Invalid`` (``none_ticked``, ``many_ticked``, ``unknown_value``), ``Conflict`` when it was none.
    """
    wanted = _wanted(actor, ids)
    tried = try_again(wanted)
    for row in tried:
        record(actor, Act.EFFECT_RETRIED, ("effect", row.id), data={"kind": row.kind})
    return _some(len(tried))


def leave_effects(actor: Actor, ids: Sequence[str], why: str) -> int:
    """Have these never tried again; how many. Raises as ``retry_effects``, and ``Invalid`` ``unknown_value`` of
    ``why``, ``owed_task`` when one of them is owed to a person.
    """
    wanted = _wanted(actor, ids)
    if why not in set(Why):
        raise Invalid.on("why", "unknown_value")
    if OWED & kinds_among(wanted):
        raise Invalid.on("ids", "owed_task")
    left = leave(wanted, Why(why))
    for row in left:
        data = {"kind": row.kind, "reason": why}
        record(actor, Act.EFFECT_LEFT, ("effect", row.id), data=data)
    return _some(len(left))


def _wanted(actor: Actor, ids: Sequence[str]) -> Collection[uuid.UUID]:
    require(actor, Permission.JOBS_HANDLE)
    recent.require_recent(actor)
    if not ids:
        raise Invalid.on("ids", "none_ticked")
    if len(ids) > MOST:
        raise Invalid.on("ids", "many_ticked", most=MOST)
    found = {parse_id(one) for one in ids}
    if None in found:
        raise Invalid.on("ids", "unknown_value")
    return {one for one in found if one}


def _some(count: int) -> int:
    if not count:
        raise Conflict("handled_already")
    return count
