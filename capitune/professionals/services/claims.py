"""Who holds a licence number. One among the living; a second claim is recorded and waits for a human."""

import uuid

from sqlalchemy import text

from capitune.audit.acts import Act
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.authz.recent import require_recent
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid
from capitune.core.events import publish
from capitune.professionals.events import CredentialLost, CredentialRefused, NumberContested
from capitune.professionals.models import Credential, ImpersonationCase
from capitune.professionals.queries.credentials import case_by_id, claimants, open_case
from capitune.professionals.services.hold import lock_person
from capitune.professionals.services.licence import recompute
from capitune.professionals.services.moves import journal, move
from capitune.professionals.services.words import reason_of
from capitune.professionals.states import Body, CredentialStatus

LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 6))")


def claim(actor: Actor, credential: Credential) -> None:
    """Lay claim to the number of ``credential``, whose owner is held.

    The first claimant holds it. Whoever comes second is recorded all the same, and a case is opened:
    contact and decisions rest for everybody concerned until ``settle``. Two at once are one after the
    other; the index ``uq_credentials_holder`` refuses a second holder whatever happens.
    """
    if credential.body is Body.NONE:
        return
    lock_number(credential.body, credential.number_norm)
    others = [
        x
        for x in claimants(credential.body, credential.number_norm)
        if x.user_id != credential.user_id
    ]
    if not others:
        credential.holds_number = True
        return
    credential.holds_number = False
    if open_case(credential.body, credential.number_norm) is None:
        case = ImpersonationCase(body=credential.body, number_norm=credential.number_norm)
        db.session.add(case)
    for contested in (credential, *others):
        publish(NumberContested(contested.user_id, contested.id))
    journal(actor, Act.CREDENTIAL_CONTESTED, credential, claimants=len(others) + 1)


def settle(
    actor: Actor, case: ImpersonationCase, *, keep_id: uuid.UUID | None, reason: str
) -> ImpersonationCase:
    """Answer a case: the claim ``keep_id`` stands and the others are refused; None: all are refused.

    Keeping is not approving. Raises ``Conflict`` (``case_settled``; ``case_changed`` when someone joined
    the case meanwhile), ``Invalid`` on ``keep`` (``not_a_claimant``) or ``reason``.
    """
    require_recent(actor)
    said = reason_of(reason)
    known = claimants(case.body, case.number_norm)
    for known_claim in known:
        require(actor, Permission.CREDENTIAL_DECIDE, known_claim)
    users = {user_id: lock_person(user_id) for user_id in sorted({x.user_id for x in known})}
    lock_number(case.body, case.number_norm)
    found = claimants(case.body, case.number_norm)
    fresh = _still_open(case)
    if {x.id for x in found} != {x.id for x in known}:
        raise Conflict(code="case_changed")
    kept = next((x for x in found if x.id == keep_id), None)
    if keep_id is not None and kept is None:
        raise Invalid.on("keep", "not_a_claimant")
    for refused in (x for x in found if x is not kept):
        _refuse(actor, refused, said)
    db.session.flush()  # the number is free before it is given
    if kept is not None:
        kept.holds_number = True
        journal(actor, Act.CREDENTIAL_SETTLED, kept, kept=True)
    fresh.settled_at, fresh.settled_by_id = now(), actor.user_id
    fresh.kept_id = kept.id if kept else None
    for user in users.values():
        recompute(actor, user)
    return fresh


def require_uncontested(credential: Credential) -> None:
    """Raises ``Conflict`` (``number_contested``) while a case about its number is open."""
    if credential.body is not Body.NONE and open_case(credential.body, credential.number_norm):
        raise Conflict(code="number_contested")


def lock_number(body: Body, number_norm: str) -> None:
    """One act at a time about this number, until the end of the unit of work; people are held before."""
    db.session.flush()
    db.session.execute(LOCK, {"key": f"licence:{body.value}:{number_norm}"})


def _still_open(case: ImpersonationCase) -> ImpersonationCase:
    db.session.expire(case)
    fresh = case_by_id(case.id)
    if fresh is None or fresh.settled_at is not None:
        raise Conflict(code="case_settled")
    return fresh


def _refuse(actor: Actor, credential: Credential, reason: str) -> None:
    was_approved = credential.status is CredentialStatus.APPROVED
    move(actor, credential, CredentialStatus.REFUSED, reason)
    event = CredentialLost if was_approved else CredentialRefused
    publish(event(credential.user_id, credential.id))
