"""Files that support a credential: sent, scanned, opened, taken back."""

import uuid
from typing import Literal

from sqlalchemy import func, select

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core import outbox
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, NotFound
from capitune.core.events import publish
from capitune.core.files.intake import StoredFile
from capitune.core.files.previewstates import Preview
from capitune.core.ids import new_id
from capitune.professionals.events import ProofRemoved
from capitune.professionals.models import Credential, Proof
from capitune.professionals.queries.credentials import proof_by_id
from capitune.professionals.services.asking import follow_proof
from capitune.professionals.services.hold import hold, lock_person
from capitune.professionals.states import EDITABLE, QUEUED, CredentialStatus, ProofScan

Purpose = Literal["preview", "download"]
MOST_PROOFS = 10
SUPPORTABLE = EDITABLE | QUEUED | {CredentialStatus.SUSPENDED}
ACTS = {
    ProofScan.CLEAN: Act.PROOF_SCANNED,
    ProofScan.INFECTED: Act.PROOF_INFECTED,
    ProofScan.ERROR: Act.PROOF_SCANNED,
}


def add_proof(actor: Actor, credential: Credential, stored: StoredFile) -> Proof:
    """Record a file that is already stored; its scan is asked for, and nobody opens it before.

    Raises ``Conflict``: ``credential_moved``, ``too_many_proofs``.
    """
    credential = hold(actor, Permission.CREDENTIAL_EDIT, credential, SUPPORTABLE)
    kept = select(func.count()).where(
        Proof.credential_id == credential.id, Proof.deleted_at.is_(None)
    )
    if (db.session.scalar(kept) or 0) >= MOST_PROOFS:
        raise Conflict(code="too_many_proofs")
    proof = Proof(
        id=new_id(),
        credential_id=credential.id,
        credential=credential,
        storage_key=stored.key,
        file_name=stored.file_name,
        mime_type=stored.mime_type,
        size=stored.size,
        pages=stored.pages,
        sha256=stored.sha256,
    )
    db.session.add(proof)
    _renew(credential)
    db.session.flush()
    _record(actor, Act.PROOF_SENT, proof)
    outbox.put("proofs.scan", {"proof_id": str(proof.id)}, key=f"proofs.scan:{proof.id}")
    return proof


def remove_proof(actor: Actor, proof: Proof) -> None:
    """Take a file back while nobody has decided; it is erased. Raises ``Conflict`` (``credential_moved``)."""
    credential = hold(actor, Permission.CREDENTIAL_EDIT, proof.credential, SUPPORTABLE)
    fresh = _present(proof.id)
    _renew(credential)
    fresh.deleted_at = now()
    _forget_file(fresh)
    _record(actor, Act.PROOF_DELETED, fresh)


def record_proof_opening(actor: Actor, proof: Proof, purpose: Purpose) -> None:
    """Note in the journal that the file is opened, to be read page by page or taken away. Raises ``Conflict`` (``not_scanned``) while it is scanned,
    ``NotFound`` when there is no file that anyone may read.
    """
    require(actor, Permission.PROOF_OPEN, proof)
    if proof.scan is ProofScan.SCANNING:
        raise Conflict(code="not_scanned")
    if not proof.is_readable:
        raise NotFound
    _record(actor, Act.PROOF_OPENED, proof, purpose=purpose)


def record_proof_scan(
    actor: Actor, proof_id: uuid.UUID, result: ProofScan, signature: str | None = None
) -> bool:
    """Record the end of a scan; False when there was nothing to record any more: twice is once.

    Infected, or not found in the store: the file goes, and its owner is told.
    """
    require(actor, Permission.FILE_SCAN)
    proof = proof_by_id(proof_id)
    if proof is None:
        return False
    lock_person(proof.credential.user_id)
    proof = proof_by_id(proof_id)
    if proof is None or proof.scan is not ProofScan.SCANNING:
        return False
    proof.scan = result
    if result is ProofScan.CLEAN:
        follow_proof(actor, proof)
        outbox.put("proofs.draw", {"proof_id": str(proof.id)}, key=f"proofs.draw:{proof.id}")
    else:
        _forget_file(proof)
        publish(ProofRemoved(proof.credential.user_id, proof.credential_id))
    _record(actor, ACTS[result], proof, scan=result.value, signature=signature or "")
    return True


def record_proof_previews(actor: Actor, proof_id: uuid.UUID, preview: Preview) -> bool:
    """Note whether its pages can be shown; False when the file is gone meanwhile."""
    require(actor, Permission.FILE_DRAW)
    proof = proof_by_id(proof_id)
    if proof is None:
        return False
    lock_person(proof.credential.user_id)
    proof = proof_by_id(proof_id)
    if proof is None:
        return False
    proof.preview = preview
    return True


def _renew(credential: Credential) -> None:
    """Approvals given on other files fall."""
    if credential.status in QUEUED:
        credential.round += 1


def _present(proof_id: uuid.UUID) -> Proof:
    proof = proof_by_id(proof_id)
    if proof is None:
        raise NotFound
    return proof


def _forget_file(proof: Proof) -> None:
    payload = {"key": proof.storage_key, "pages": proof.pages}
    outbox.put("proofs.remove", payload, key=f"proofs.remove:{proof.id}")


def _record(actor: Actor, act: Act, proof: Proof, **codes: str) -> None:
    data = {"credential_id": str(proof.credential_id), **codes}
    record(actor, act, ("proof", proof.id), context_id=proof.credential.user_id, data=data)
