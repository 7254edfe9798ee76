"""Sending, taking back and opening versions."""

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core import outbox
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, NotFound
from capitune.core.events import publish
from capitune.core.files.intake import StoredFile
from capitune.core.ids import new_id
from capitune.dossiers.events import DocumentDeleted, DocumentSent
from capitune.dossiers.models import Document, Requirement
from capitune.dossiers.queries.twins import same_bytes
from capitune.dossiers.queries.vault import is_shared, serving
from capitune.dossiers.services.exemptions import forget_excuse
from capitune.dossiers.services.figures import recompute
from capitune.dossiers.services.files import ANY, Target, place_for
from capitune.dossiers.services.hold import hold
from capitune.dossiers.services.versions import settle
from capitune.dossiers.states import DocumentStatus, Kind, Scan

DECIDED = frozenset({DocumentStatus.VALIDATED, DocumentStatus.REJECTED})
PURPOSES = frozenset({"preview", "download"})


def add_document(
    actor: Actor,
    requirement: Requirement,
    *,
    stored: StoredFile,
    kind: Kind = Kind.ORIGINAL,
    target: Target = ANY,
) -> Document:
    """Record a file that is already stored as the next version of its kind of ``target``; its scan is asked
    for. The same bytes sent before are named in ``duplicate_of_id``: said, never refused.

    The older version of that kind is superseded; the requirement is ``pending`` until the scan. Raises
    ``Invalid`` (``unknown_file``), ``Conflict`` (``too_many_files``).
    """
    requirement = hold(actor, Permission.DOCUMENT_ADD, requirement)
    dossier = requirement.dossier
    place, key = place_for(requirement, kind, target), new_id()
    twin = same_bytes(dossier.id, stored.sha256)
    document = Document(
        id=key,
        dossier_id=dossier.id,
        requirement_id=requirement.id,
        uploaded_by_id=actor.user_id,
        file_id=place.file_id or key,
        position=place.position,
        kind=kind,
        number=place.number,
        needs_translation=place.needs_translation,
        duplicate_of_id=twin.id if twin else None,
        storage_key=stored.key,
        file_name=stored.file_name,
        mime_type=stored.mime_type,
        size=stored.size,
        pages=stored.pages,
        sha256=stored.sha256,
        requirement=requirement,
    )
    db.session.add(document)
    forget_excuse(requirement)
    settle(requirement)
    dossier.started_at = dossier.started_at or now()
    recompute(dossier)
    _record(actor, Act.DOCUMENT_SENT, document, sha256=stored.sha256.hex())
    outbox.put(
        "documents.scan", {"document_id": str(document.id)}, key=f"documents.scan:{document.id}"
    )
    publish(DocumentSent(dossier.id, actor.user_id, requirement.id, document.id))
    return document


def delete_document(actor: Actor, document: Document) -> None:
    """Take a version back while nobody has decided on it; its file goes too.

    The version before it counts again. One that serves from the vault is withdrawn, at any time. Raises
    ``Refused`` (``version_decided``), ``Conflict`` (``document_serves`` while it serves other dossiers,
    ``grant_withdrawn``).
    """
    document = hold(actor, Permission.DOCUMENT_DELETE, document)
    if document.source_id is not None:
        withdraw(actor, document)
        return
    if served := serving(document.id):
        raise Conflict(code="document_serves", facts={"dossiers": ", ".join(served)})
    requirement = document.requirement
    document.deleted_at = now()
    forget_file(document)
    settle(requirement)
    recompute(requirement.dossier)
    _record(actor, Act.DOCUMENT_DELETED, document)
    publish(DocumentDeleted(document.dossier_id, actor.user_id, requirement.id, document.id))


def forget_file(document: Document) -> None:
    """Have the stored file and the pictures of its pages removed once the unit of work is durable; not while
    another dossier of the candidate shares it.
    """
    if is_shared(document):
        return
    payload = {"key": document.storage_key, "pages": document.pages}
    outbox.put("documents.remove", payload, key=f"documents.remove:{document.id}")


def withdraw(actor: Actor, document: Document) -> None:
    """Close what serves from the vault; the caller holds the dossier. Nobody has decided: the version goes, and
    the requirement asks again. Decided: the decision stands, the file cannot be opened here any more.
    """
    if document.withdrawn_at is not None:
        raise Conflict(code="grant_withdrawn")
    document.withdrawn_at = now()
    if document.status in DECIDED:
        document.scan, document.version = Scan.WITHDRAWN, document.version + 1
    else:
        document.deleted_at = document.withdrawn_at
    forget_file(document)
    settle(document.requirement)
    recompute(document.requirement.dossier)
    _record(actor, Act.DOCUMENT_WITHDRAWN, document)
    about = (document.dossier_id, actor.user_id, document.requirement_id, document.id)
    publish(DocumentDeleted(*about))


def record_opening(actor: Actor, document: Document, purpose: str) -> None:
    """Note in the journal that the file is opened (``purpose``: ``preview`` or ``download``).

    Raises ``Conflict`` (``not_scanned``) while it is scanned, ``NotFound`` when there is no file that
    anyone may read.
    """
    require(actor, Permission.DOCUMENT_OPEN, document)
    if purpose not in PURPOSES:
        raise Invalid.on("purpose", "invalid")
    if document.scan is Scan.SCANNING:
        raise Conflict(code="not_scanned")
    if document.scan is Scan.WITHDRAWN:
        raise Conflict(code="grant_withdrawn")
    if not document.is_readable:
        raise NotFound
    _record(actor, Act.DOCUMENT_OPENED, document, purpose=purpose)


def _record(actor: Actor, act: Act, document: Document, **more: str) -> None:
    data = {
        "requirement": document.requirement.code,
        "kind": document.kind.value,
        "number": document.number,
        **more,
    }
    record(actor, act, ("document", document.id), context_id=document.dossier_id, data=data)
