"""What an admin changes of somebody else's account."""

from collections.abc import Mapping
from typing import Any

from capitune.accounts import queries, typed
from capitune.accounts.events import ProfileEdited
from capitune.accounts.models import User
from capitune.accounts.services.profile import EDITABLE, NAMES, fill
from capitune.accounts.states import Standing
from capitune.accounts.versions import version_of
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.authz.recent import require_recent
from capitune.core.errors import Conflict
from capitune.core.events import publish

CORRECTED = (*NAMES, "country", "language")


def correct_person(
    actor: Actor, user: User, changes: Mapping[str, Any], *, version: int | None = None
) -> User:
    """Change some of the names, the country and the language of somebody else; other names are left alone.

    Raises ``Invalid`` with all wrong fields; ``Conflict``: ``account_erased``, ``stale_version`` when ``version``
    (see ``version_of``) is not the present one. Nothing changes then.
    """
    held = held_for_management(actor, user, version)
    sent = [name for name in CORRECTED if name in changes]
    values = dict(zip(sent, typed.all_of(*(_check(n, changes[n]) for n in sent)), strict=True))
    changed = fill(held, values)
    if changed:
        record(actor, Act.ACCOUNT_EDITED, ("user", held.id), data={"fields": changed})
        publish(ProfileEdited(held.id))
    return held


def held_for_management(actor: Actor, user: User, version: int | None) -> User:
    """The account, held, for an admin who has just shown who they are. Raises as said above."""
    require(actor, Permission.ACCOUNT_MANAGE, user)
    require_recent(actor)
    held = queries.lock_user(user.id)
    if held is None or held.standing is Standing.ERASED:
        raise Conflict(code="account_erased")
    if version is not None and version != version_of(held):
        raise Conflict(code="stale_version", facts={"version": version_of(held)})
    return held


def _check(name: str, value: Any) -> Any:
    return lambda: EDITABLE[name](value, None)
