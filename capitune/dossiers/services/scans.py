"""Recording what the scanner said."""

import uuid

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.events import publish
from capitune.dossiers.events import DocumentInfected, DocumentReceived, DocumentUnreadable
from capitune.dossiers.models import Document
from capitune.dossiers.queries.loaders import document_by_id, reloaded
from capitune.dossiers.services.documents import forget_file
from capitune.dossiers.services.figures import recompute
from capitune.dossiers.services.hold import lock
from capitune.dossiers.services.previews import ask_previews
from capitune.dossiers.services.versions import settle
from capitune.dossiers.states import DocumentStatus, Scan

ACTS = {
    Scan.CLEAN: Act.DOCUMENT_SCANNED,
    Scan.INFECTED: Act.DOCUMENT_INFECTED,
    Scan.ERROR: Act.DOCUMENT_SCANNED,
}


def record_scan(
    actor: Actor, document_id: uuid.UUID, result: Scan, signature: str | None = None
) -> bool:
    """Record the end of a scan; False when there was nothing to record any more.

    Nothing for a version taken back meanwhile or scanned already: twice is once. Clean: the version is
    ``received`` and its pages are drawn. Infected: its file goes, and the version before it counts again; so too when the
    stored file could not be found (``error``).
    """
    require(actor, Permission.FILE_SCAN)
    document = _held(document_id)
    if document is None or document.scan is not Scan.SCANNING:
        return False
    document.scan = result
    if result is Scan.CLEAN:
        document.status = DocumentStatus.RECEIVED
        document.version += 1
        ask_previews(document)
    else:
        forget_file(document)
    settle(document.requirement)
    recompute(document.requirement.dossier)
    data = {
        "requirement": document.requirement.code,
        "kind": document.kind.value,
        "number": document.number,
        "scan": result.value,
        "signature": signature,
    }
    record(
        actor,
        ACTS[result],
        ("document", document.id),
        context_id=document.dossier_id,
        data=data,
    )
    _publish(document)
    return True


def _held(document_id: uuid.UUID) -> Document | None:
    document = document_by_id(document_id)
    if document is None:
        return None
    lock(document.dossier_id)
    return reloaded(document)


def _publish(document: Document) -> None:
    about = (document.dossier_id, document.uploaded_by_id, document.requirement_id, document.id)
    if document.scan is Scan.INFECTED:
        publish(DocumentInfected(*about))
    elif document.scan is Scan.ERROR:
        publish(DocumentUnreadable(*about))
    elif document.is_current:
        publish(DocumentReceived(*about))
