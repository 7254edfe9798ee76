"""An account that the team sets to be erased: the person's own deletion, with the same thirty days to come back."""

from capitune.accounts import addresses, queries, typed
from capitune.accounts.models import Departure, User
from capitune.accounts.services.leaving import depart
from capitune.accounts.services.othersessions import change_reason
from capitune.accounts.states import Standing
from capitune.audit.acts import Act
from capitune.authz.actor import Actor, Role
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.authz.recent import require_recent
from capitune.core.errors import Conflict, Invalid


def erase_person(actor: Actor, user: User, reason: str, address: str) -> Departure:
    """Close the account of somebody else now, and have it erased in thirty days; ``address`` is that of the
    account, typed again, for there are people of the same name.

    Everything that was open ends, and a letter says how to keep the account. Raises ``Invalid`` (``unknown_reason``,
    ``other_address``), ``Conflict`` (``account_erased``, ``already_leaving``, ``last_admin``).
    """
    require(actor, Permission.ACCOUNT_MANAGE, user)
    require_recent(actor)
    why, _same = typed.all_of(lambda: change_reason(reason), lambda: _is_theirs(address, user))
    if user.role is Role.ADMIN:
        queries.lock_admins()  # of two admins who erase each other, one waits and sees
    held = queries.lock_user(user.id)
    if held is None or held.standing is Standing.ERASED:
        raise Conflict(code="account_erased")
    if held.standing is Standing.LEAVING:
        raise Conflict(code="already_leaving")
    told = "deletion_by_team"
    return depart(actor, held, act=Act.ACCOUNT_DISMISSED, letter=told, data={"reason": why.value})


def _is_theirs(address: str, user: User) -> str:
    if addresses.key_of(address) != user.email_key:
        raise Invalid.on("address", "other_address")
    return address
