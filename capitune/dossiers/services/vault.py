"""The vault: what was given in one dossier serves another of the same candidate, without a copy of its bytes."""

import uuid

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now, today
from capitune.core.db import db
from capitune.core.errors import Conflict, NotFound
from capitune.core.events import publish
from capitune.core.files.previewstates import Preview
from capitune.core.ids import new_id
from capitune.dossiers.events import DocumentReceived
from capitune.dossiers.models import Document, Requirement
from capitune.dossiers.queries.loaders import document_by_id, reloaded
from capitune.dossiers.queries.twins import same_bytes
from capitune.dossiers.queries.vault import GIVEN, serves_in
from capitune.dossiers.services.exemptions import forget_excuse
from capitune.dossiers.services.figures import recompute
from capitune.dossiers.services.files import ANY, place_for
from capitune.dossiers.services.hold import lock
from capitune.dossiers.services.previews import ask_previews
from capitune.dossiers.services.versions import settle
from capitune.dossiers.states import DocumentStatus, Scan

SHARED = (
    "kind",
    "storage_key",
    "file_name",
    "mime_type",
    "size",
    "pages",
    "sha256",
    "issued_on",
    "expires_on",
    "needs_translation",
    "preview",
)


def grant_document(actor: Actor, requirement: Requirement, source_id: uuid.UUID) -> Document:
    """Let a version of another dossier of theirs serve this requirement: a version here, ``received``, that shares
    the stored file. Its decisions, dates and end are its own from now on.

    Raises ``NotFound`` for what is not theirs, ``Conflict`` (``cannot_serve``: another document, the same dossier,
    not received or validated there, or itself from the vault; ``document_expired``, ``serves_already``).
    """
    source, requirement = _held(actor, requirement, source_id)
    _check(source, requirement)
    dossier = requirement.dossier
    place, key = place_for(requirement, source.kind, ANY), new_id()
    twin = same_bytes(dossier.id, source.sha256)
    document = Document(
        id=key,
        dossier_id=dossier.id,
        requirement_id=requirement.id,
        uploaded_by_id=actor.user_id,
        file_id=place.file_id or key,
        position=place.position,
        number=place.number,
        status=DocumentStatus.RECEIVED,
        scan=Scan.CLEAN,
        source_id=source.id,
        duplicate_of_id=twin.id if twin else None,
        requirement=requirement,
        **{name: getattr(source, name) for name in SHARED},
    )
    db.session.add(document)
    forget_excuse(requirement)
    settle(requirement)
    dossier.started_at = dossier.started_at or now()
    recompute(dossier)
    _follow(actor, document)
    return document


def _held(
    actor: Actor, requirement: Requirement, source_id: uuid.UUID
) -> tuple[Document, Requirement]:
    """Both, behind the locks of both dossiers: always taken in the order of their keys."""
    require(actor, Permission.DOCUMENT_ADD, requirement)
    source = document_by_id(source_id)
    if source is None:
        raise NotFound
    require(actor, Permission.DOCUMENT_GRANT, source)
    for key in sorted({source.dossier_id, requirement.dossier_id}):
        lock(key)
    held, asked = reloaded(source), reloaded(requirement)
    if held is None or asked is None:
        raise NotFound
    require(actor, Permission.DOCUMENT_GRANT, held)
    require(actor, Permission.DOCUMENT_ADD, asked)
    return held, asked


def _check(source: Document, requirement: Requirement) -> None:
    elsewhere = source.dossier_id != requirement.dossier_id
    fits = elsewhere and source.requirement.code == requirement.code
    given = source.is_current and source.is_readable and source.status in GIVEN
    if not fits or not given or source.source_id is not None:
        raise Conflict(code="cannot_serve")
    if source.expires_on is not None and source.expires_on < today():
        raise Conflict(code="document_expired")
    if serves_in(source.id, requirement.dossier_id):
        raise Conflict(code="serves_already")


def _follow(actor: Actor, document: Document) -> None:
    """Journal, pictures of the pages, and whoever waits for it. The journal does not say from which dossier: those
    who accompany this one need not know of another.
    """
    requirement = document.requirement
    data = {
        "requirement": requirement.code,
        "kind": document.kind.value,
        "number": document.number,
        "sha256": document.sha256.hex(),
    }
    subject = ("document", document.id)
    record(actor, Act.DOCUMENT_GRANTED, subject, context_id=document.dossier_id, data=data)
    if document.preview is Preview.PENDING:
        ask_previews(document)
    about = (document.dossier_id, actor.user_id, requirement.id, document.id)
    publish(DocumentReceived(*about))
