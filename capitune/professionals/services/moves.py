"""Moving a credential from one state to the next: the only place that assigns one."""

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.core.db import db
from capitune.core.errors import Conflict
from capitune.professionals.models import Credential, CredentialMove
from capitune.professionals.states import MOVES, CredentialStatus

ACTS = {
    CredentialStatus.SUBMITTED: Act.CREDENTIAL_SUBMITTED,
    CredentialStatus.IN_REVIEW: Act.CREDENTIAL_TAKEN,
    CredentialStatus.APPROVED: Act.CREDENTIAL_APPROVED,
    CredentialStatus.REFUSED: Act.CREDENTIAL_REFUSED,
    CredentialStatus.SUSPENDED: Act.CREDENTIAL_SUSPENDED,
    CredentialStatus.EXPIRED: Act.CREDENTIAL_EXPIRED,
}
# A claim ends with these; whoever holds the number may be another then.
RELEASING = frozenset({CredentialStatus.REFUSED, CredentialStatus.EXPIRED})


def move(actor: Actor, credential: Credential, status: CredentialStatus, reason: str = "") -> None:
    """To ``status``, with a line of the history that its owner reads and one of the journal.

    Raises ``Conflict`` (``credential_moved``) when that is no legal move.
    """
    if status not in MOVES[credential.status]:
        raise Conflict(code="credential_moved", facts={"status": credential.status.value})
    credential.status, credential.reason = status, reason
    credential.version += 1
    if status is not CredentialStatus.IN_REVIEW:
        forget_asked(credential)
    if status in RELEASING:
        credential.holds_number = False
    db.session.add(
        CredentialMove(
            credential_id=credential.id, status=status, reason=reason, by_id=actor.user_id
        )
    )
    journal(actor, ACTS[status], credential)


def forget_asked(credential: Credential) -> None:
    """It waits for no proof any more."""
    credential.proof_asked, credential.proof_asked_at = "", None


def journal(actor: Actor, act: Act, credential: Credential, **codes: str | int | bool) -> None:
    """Record ``act`` on ``credential``; ``codes`` are codes and figures, never what a person typed."""
    data = {"body": credential.body.value, "class": credential.licence_class.value, **codes}
    subject = ("credential", credential.id)
    record(actor, act, subject, context_id=credential.user_id, data=data)
