"""The licence that staff has checked."""

from collections.abc import Iterable
from datetime import datetime

from capitune.accounts import services as accounts
from capitune.accounts import typed
from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor, Role
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.errors import Invalid
from capitune.core.events import publish
from capitune.professionals.events import LicenceVerified, LicenceWithdrawn
from capitune.professionals.states import Scope


def verify(actor: Actor, user: User, scopes: Iterable[str], until: datetime | None = None) -> User:
    """Record that the licence of ``user`` was checked: what it allows, and until when.

    Allowing less than before ends what they have open. Raises ``Invalid`` (``not_a_professional``,
    ``unknown_scope``, ``scope_needed``).
    """
    require(actor, Permission.PROFESSIONAL_VERIFY, user)
    if user.role is not Role.PROFESSIONAL:
        raise Invalid.on("user", "not_a_professional")
    wanted = {typed.one_of(scope, "scopes", set(Scope), "unknown_scope") for scope in scopes}
    if not wanted:
        raise Invalid.on("scopes", "scope_needed")
    narrower = not wanted >= set(user.licence_scopes)
    user.licence_scopes, user.licence_until = sorted(wanted), until
    if narrower:
        accounts.revoke_all(user, "licence_changed")
    record(actor, Act.PROFESSIONAL_VERIFIED, ("user", user.id), data={"scopes": sorted(wanted)})
    publish(LicenceVerified(user.id))
    return user


def withdraw(actor: Actor, user: User) -> User:
    """The licence of ``user`` counts no more, from now on; what they have open ends."""
    require(actor, Permission.PROFESSIONAL_VERIFY, user)
    user.licence_scopes, user.licence_until = [], None
    accounts.revoke_all(user, "licence_withdrawn")
    record(actor, Act.PROFESSIONAL_UNVERIFIED, ("user", user.id))
    publish(LicenceWithdrawn(user.id))
    return user
