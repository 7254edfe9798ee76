"""Who looks at a credential now: for half an hour nobody else decides about it."""

from datetime import timedelta

from capitune.accounts.queries import faces
from capitune.audit.acts import Act
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.errors import Conflict
from capitune.professionals.models import Credential
from capitune.professionals.services.hold import hold
from capitune.professionals.services.moves import journal, move
from capitune.professionals.states import QUEUED, CredentialStatus

LASTS = timedelta(minutes=30)


def take(actor: Actor, credential: Credential, *, over: bool = False) -> Credential:
    """Look at it for half an hour from now on; a submitted one is in review then.

    Raises ``Conflict``: ``credential_moved`` once it is decided, ``credential_held`` (with ``name`` and ``until``)
    while somebody else looks at it, unless ``over`` says to take it from them, which the journal tells.
    """
    credential = hold(actor, Permission.CREDENTIAL_CHECK, credential, QUEUED)
    is_theirs = credential.is_held_at(now(), but_by=actor.user_id)
    if is_theirs and not over:
        require_free(actor, credential)
    credential.held_by_id, credential.held_until = actor.user_id, now() + LASTS
    if credential.status is CredentialStatus.SUBMITTED:
        move(actor, credential, CredentialStatus.IN_REVIEW)
    journal(actor, Act.CREDENTIAL_HELD, credential, over=is_theirs)
    return credential


def give_back(actor: Actor, credential: Credential) -> Credential:
    """Look at it no longer; of somebody else's changes nothing."""
    credential = hold(actor, Permission.CREDENTIAL_CHECK, credential)
    if credential.is_held_at(now()) and credential.held_by_id == actor.user_id:
        let_go(credential)
        journal(actor, Act.CREDENTIAL_GIVEN_BACK, credential)
    return credential


def require_free(actor: Actor, credential: Credential) -> None:
    """Raises ``Conflict`` (``credential_held``) while somebody else looks at it. Of a credential that is held."""
    if credential.is_held_at(now(), but_by=actor.user_id) and credential.held_by_id:
        name = faces([credential.held_by_id])[credential.held_by_id].name
        until = credential.held_until
        facts = {"name": name, "until": until.isoformat() if until else ""}
        raise Conflict(code="credential_held", facts=facts)


def let_go(credential: Credential) -> None:
    """Nobody looks at it: it was decided, or given back."""
    credential.held_by_id = credential.held_until = None
