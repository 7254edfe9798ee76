"""Asking a professional for another proof of a credential, which waits until it has come and was found clean."""

from capitune.accounts import typed
from capitune.audit.acts import Act
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict
from capitune.core.events import publish
from capitune.professionals.events import ProofAsked
from capitune.professionals.models import Credential, CredentialMove, Proof
from capitune.professionals.services.hold import hold
from capitune.professionals.services.moves import forget_asked, journal, move
from capitune.professionals.services.taking import let_go, require_free
from capitune.professionals.services.words import LONGEST_REASON
from capitune.professionals.states import QUEUED, CredentialStatus


def ask_proof(actor: Actor, credential: Credential, wanted: str) -> Credential:
    """Ask for another proof, in words its owner reads; the licence waits on a pile of its own.

    Raises ``Invalid`` on ``wanted``, ``Conflict``: ``credential_moved`` once it is decided, ``credential_held`` while
    somebody else looks at it, ``proof_asked`` when something is asked for already: one thing at a time.
    """
    credential = hold(actor, Permission.CREDENTIAL_CHECK, credential, QUEUED)
    require_free(actor, credential)
    said = typed.words(wanted, "wanted", most=LONGEST_REASON)
    if credential.proof_asked_at is not None:
        raise Conflict(code="proof_asked")
    if credential.status is CredentialStatus.SUBMITTED:
        move(actor, credential, CredentialStatus.IN_REVIEW)
    credential.proof_asked, credential.proof_asked_at = said, now()
    credential.version += 1
    _tell_history(actor, credential, said)
    let_go(credential)
    journal(actor, Act.CREDENTIAL_PROOF_ASKED, credential)
    publish(ProofAsked(credential.user_id, credential.id))
    return credential


def stop_waiting(actor: Actor, credential: Credential) -> Credential:
    """Look at it without what was asked for. Raises as ``ask_proof``; changes nothing where nothing is asked."""
    credential = hold(actor, Permission.CREDENTIAL_CHECK, credential, QUEUED)
    require_free(actor, credential)
    if credential.proof_asked_at is not None:
        _return(actor, credential)
    return credential


def follow_proof(actor: Actor, proof: Proof) -> None:
    """A proof was found clean: what waited for one is in the queue again. Of a credential that is held."""
    asked_at = proof.credential.proof_asked_at
    if asked_at is not None and proof.created_at > asked_at:
        _return(actor, proof.credential)


def _return(actor: Actor, credential: Credential) -> None:
    forget_asked(credential)
    credential.version += 1
    journal(actor, Act.CREDENTIAL_RETURNED, credential)


def _tell_history(actor: Actor, credential: Credential, said: str) -> None:
    line = CredentialMove(
        credential_id=credential.id, status=credential.status, reason=said, by_id=actor.user_id
    )
    db.session.add(line)
