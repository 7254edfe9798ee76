"""Sending a file in parts: begun, given up, or put together into a version."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete

from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.core import outbox
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, NotFound, TooLarge
from capitune.core.files.arriving import LIMITS, Place
from capitune.core.files.intake import StoredFile
from capitune.core.files.names import typed_name
from capitune.core.files.signatures import is_hopeless
from capitune.dossiers.models import Document, Requirement, Upload
from capitune.dossiers.models.upload import LIFE
from capitune.dossiers.queries.loaders import document_by_id
from capitune.dossiers.queries.uploads import Sought, to_resume, under_way
from capitune.dossiers.services.documents import add_document
from capitune.dossiers.services.files import ANY, Target, place_for
from capitune.dossiers.services.hold import hold
from capitune.dossiers.states import Kind

MOST_UNDER_WAY = 20
# Past the life of an upload, so that the purge never meets somebody who is finishing one.
PURGED_AFTER = LIFE + timedelta(hours=1)
# Past the time that anybody takes who is putting the parts together at this moment.
REMOVAL_DELAY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Announced:
    """A file as its sender announces it; ``size`` in bytes, ``fingerprint`` made by the sender."""

    file_name: str
    size: int
    mime_type: str = ""
    kind: Kind = Kind.ORIGINAL
    fingerprint: bytes | None = None
    target: Target = ANY

    @property
    def sought(self) -> Sought:
        """What it would be known again by."""
        target = self.target
        return Sought(self.kind, self.size, self.fingerprint, target.is_new, target.file_id)


def begin_upload(
    actor: Actor, requirement: Requirement, announced: Announced, place: Place
) -> Upload:
    """Record that a file is on its way to ``place``; or the upload under way that has its fingerprint, which
    keeps its own place.

    Several at once for one requirement are fine: each becomes a version, in the order in which they end.
    Raises ``Invalid`` for what could never be accepted, ``Conflict`` (``too_many_uploads``).
    """
    requirement = hold(actor, Permission.DOCUMENT_ADD, requirement)
    _judge(announced)
    known = to_resume(requirement, announced.sought)
    if known is not None:
        return known
    if under_way(requirement.dossier_id) >= MOST_UNDER_WAY:
        raise Conflict(code="too_many_uploads")
    if announced.target.file_id is not None:
        place_for(requirement, announced.kind, announced.target)
    upload = Upload(
        requirement_id=requirement.id,
        kind=announced.kind,
        file_id=announced.target.file_id,
        is_new=announced.target.is_new,
        file_name=typed_name(announced.file_name),
        size=announced.size,
        fingerprint=announced.fingerprint,
        storage_key=place.key,
        store_id=place.store_id,
        requirement=requirement,
    )
    db.session.add(upload)
    db.session.flush()
    return upload


def _judge(announced: Announced) -> None:
    """What is wrong already: better said before it is sent than after."""
    if announced.size < 1:
        raise Invalid.on("size", "file_empty")
    if announced.size > LIMITS.max_bytes:
        raise TooLarge(code="file_too_large", facts={"limit_mb": LIMITS.max_bytes // 1024**2})
    if is_hopeless(announced.mime_type):
        raise Invalid.on("mime_type", "file_unsupported")


def complete_upload(actor: Actor, upload: Upload, judged: StoredFile | Invalid) -> Document:
    """Record the whole as a version: ``judged`` is what ``core.files.arriving`` made of the parts.

    Again: the same version. A whole that was refused ends the upload, and the refusal is raised.
    Raises ``NotFound`` when it was given up meanwhile.
    """
    upload = hold(actor, Permission.DOCUMENT_ADD, upload)
    if upload.document_id is not None:
        return _version(upload)
    if isinstance(judged, Invalid):
        _end(upload)
        judged.keep = True
        raise judged
    target = Target(upload.is_new, upload.file_id)
    document = add_document(
        actor, upload.requirement, stored=judged, kind=upload.kind, target=target
    )
    db.session.flush()
    upload.document_id = document.id
    return document


def _version(upload: Upload) -> Document:
    document = document_by_id(upload.document_id) if upload.document_id else None
    if document is None:
        raise NotFound
    return document


def cancel_upload(actor: Actor, upload: Upload) -> None:
    """Give it up, with what has arrived. Raises ``Conflict`` (``upload_over``) once it is a version."""
    upload = hold(actor, Permission.DOCUMENT_ADD, upload)
    if upload.document_id is not None:
        raise Conflict(code="upload_over")
    _end(upload)


def _end(upload: Upload) -> None:
    db.session.delete(upload)
    _forget(upload.id, upload.storage_key, upload.store_id)


def purge_uploads() -> int:
    """Forget uploads older than their life, with what has arrived of those that nobody ended; how many."""
    old = (
        delete(Upload)
        .where(Upload.created_at < now() - PURGED_AFTER)
        .returning(Upload.id, Upload.storage_key, Upload.store_id, Upload.document_id)
    )
    rows = db.session.execute(old).all()
    for row in rows:
        if row.document_id is None:
            _forget(row.id, row.storage_key, row.store_id)
    return len(rows)


def _forget(upload_id: object, key: str, store_id: str) -> None:
    outbox.put(
        "uploads.remove",
        {"key": key, "store_id": store_id},
        key=f"uploads.remove:{upload_id}",
        delay=REMOVAL_DELAY,
    )
