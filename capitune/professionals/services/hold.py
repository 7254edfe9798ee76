"""Taking hold of a credential: one act at a time on one person's, judged by what is true behind the lock."""

import uuid
from collections.abc import Collection

from sqlalchemy import select

from capitune.accounts.models import User
from capitune.accounts.queries import lock_user
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, NotFound
from capitune.professionals.models import Credential
from capitune.professionals.policy import is_verified
from capitune.professionals.queries.credentials import reloaded
from capitune.professionals.states import CredentialStatus


def hold(
    actor: Actor,
    permission: Permission,
    credential: Credential,
    states: Collection[CredentialStatus] = frozenset(CredentialStatus),
) -> Credential:
    """Ask, lock the person, read the credential again, ask again: the answer holds until the commit.

    Everything that alters what a person may do takes their row first, so two acts never interleave.
    Raises as ``require`` does, and ``Conflict`` (``credential_moved``) in any other state than ``states``.
    """
    require(actor, permission, credential)
    lock_person(credential.user_id)
    fresh = reloaded(credential.id)
    if fresh is None:
        raise NotFound
    require(actor, permission, fresh)
    if fresh.status not in states:
        raise Conflict(code="credential_moved", facts={"status": fresh.status.value})
    return fresh


def lock_person(user_id: uuid.UUID) -> User:
    """The person, held until the end of the unit of work. Raises ``NotFound`` when they are gone."""
    db.session.flush()
    user: User | None = lock_user(user_id)
    if user is None:
        raise NotFound
    return user


def keep_verified(user_id: uuid.UUID) -> bool:
    """True while the licence is valid; it cannot be taken away before this unit of work ends."""
    held = select(User.id).where(User.id == user_id, is_verified(now()))
    return db.session.scalar(held.with_for_update(read=True)) is not None
