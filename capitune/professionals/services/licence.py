"""What a professional may do: the result of what was checked, written on their account."""

from capitune.accounts import services as accounts
from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor, Role
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.authz.recent import require_recent
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Invalid
from capitune.core.events import publish
from capitune.professionals.events import (
    CredentialLost,
    LicencesComputed,
    LicenceVerified,
    LicenceWithdrawn,
)
from capitune.professionals.queries.credentials import credentials_of
from capitune.professionals.scopes import allowance
from capitune.professionals.services.hold import lock_person
from capitune.professionals.services.moves import move
from capitune.professionals.states import CredentialStatus


def recompute(actor: Actor, user: User) -> None:
    """Write on ``user``, whose row is held, what their credentials allow now, and until when.

    Less than before ends what they have open, in the same transaction. When several licences end at
    different times the earliest counts: until the clock has computed anew, nothing is open too long.
    """
    db.session.flush()
    moment = now()
    allowed = allowance(x for x in credentials_of(user.id) if x.counts_at(moment))
    before, after = frozenset(user.licence_scopes), allowed.scopes
    user.licence_scopes = sorted(scope.value for scope in after)
    user.licence_until = allowed.until
    publish(LicencesComputed(user.id))
    if before == after:
        return
    data = {"scopes": user.licence_scopes}
    if not after:
        _end(user, "licence_withdrawn")
        record(actor, Act.PROFESSIONAL_UNVERIFIED, ("user", user.id), data=data)
        publish(LicenceWithdrawn(user.id))
        return
    if before - after:
        _end(user, "licence_changed")
    record(actor, Act.PROFESSIONAL_VERIFIED, ("user", user.id), data=data)
    if after - before:
        publish(LicenceVerified(user.id))


def withdraw(actor: Actor, user: User, reason: str = "") -> User:
    """Nothing that was checked of ``user`` counts any more, from now on; what they have open ends.

    Raises ``Invalid`` (``not_a_professional``).
    """
    require(actor, Permission.PROFESSIONAL_VERIFY, user)
    require_recent(actor)
    if user.role is not Role.PROFESSIONAL:
        raise Invalid.on("user", "not_a_professional")
    user = lock_person(user.id)
    for credential in credentials_of(user.id):
        if credential.status is CredentialStatus.APPROVED:
            move(actor, credential, CredentialStatus.SUSPENDED, reason)
            publish(CredentialLost(user.id, credential.id))
    recompute(actor, user)
    return user


def _end(user: User, reason: str) -> None:
    accounts.revoke_all(user, reason)
