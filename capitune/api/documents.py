"""What a dossier asks for and what was sent: sending, reading, opening, taking back, deciding."""

from flask import Response

from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.presenters import documents as present
from capitune.api.replies import nothing, reply
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.db import db
from capitune.core.errors import NotFound
from capitune.core.files.outgoing import to_file
from capitune.core.http import own_unit
from capitune.core.i18n import label
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.marks import Mark
from capitune.dossiers.models import Document
from capitune.dossiers.queries import (
    KnownDossier,
    document_by_id,
    known_dossier,
    papers_of,
    version_line,
)

TAG = "documents"


@bp.get("/dossiers/<uuid:dossier_id>/documents")
@access(Permission.DOCUMENT_LIST, subject=known_dossier)
@operation(200, shapes.Requirements, tag=TAG)
def list_documents(dossier: KnownDossier) -> Response:
    """Everything the dossier asks for, with the versions sent, newest first.

    Without the right to read them (an admin without break-glass) there are no versions.
    """
    return reply(present.requirements(papers_of(dossier, current_actor()).requirements))


@bp.get("/documents/<uuid:document_id>")
@access(Permission.DOCUMENT_READ, subject=document_by_id)
@operation(200, shapes.Document, tag=TAG)
def read_document(document: Document) -> Response:
    """The facts of one version."""
    return reply(shown(document))


@bp.get("/documents/<uuid:document_id>/download")
@own_unit("opening a file is noted in the journal, even though it is a GET")
@access(Permission.DOCUMENT_OPEN, subject=document_by_id)
@operation(302, tag=TAG, refuses=(409,))
def download_document(document: Document) -> Response:
    """To an address of 60 seconds that gives the file, once it is scanned and clean."""
    with unit_of_work():
        services.record_opening(current_actor(), document, "download")
    return to_file(
        document.storage_key, file_name=document.file_name, content_type=document.mime_type
    )


@bp.delete("/documents/<uuid:document_id>")
@access(Permission.DOCUMENT_DELETE, subject=document_by_id)
@operation(204, tag=TAG)
def delete_document(document: Document) -> Response:
    """Take a version back, while nobody has decided on it."""
    services.delete_document(current_actor(), document)
    return nothing()


@bp.patch("/documents/<uuid:document_id>")
@access(Permission.DOCUMENT_DESCRIBE, subject=document_by_id)
@operation(200, shapes.Document, tag=TAG, refuses=(409,))
def describe_document(document: Document, json: bodies.DocumentDescription) -> Response:
    """Say its dates and whether it needs a translation; move its file one place, for its owner."""
    actor = current_actor()
    if json.told:
        services.describe(actor, document, services.as_described(document, **json.told))
    if json.move:
        services.move_file(actor, document, json.move)
    return reply(shown(document))


@bp.put("/documents/<uuid:document_id>/status")
@access(Permission.DOCUMENT_REVIEW, subject=document_by_id)
@operation(200, shapes.Document, tag=TAG, refuses=(409,))
def decide_document(document: Document, json: bodies.DocumentDecision) -> Response:
    """Validate or reject a version. 409 when someone was faster, with what happened."""
    decided = services.decide(
        current_actor(),
        document,
        decision=json.status,
        version=json.version,
        reasons=json.reasons,
        comment=json.comment,
        marks=[Mark(**mark.model_dump()) for mark in json.marks],
    )
    return reply(shown(decided))


def shown(document: Document) -> shapes.Document:
    """A version as it is now, what this request changed included."""
    db.session.flush()
    line = version_line(document.id)
    if line is None:
        raise NotFound
    return present.document(line, document.requirement.code, label(document.requirement.labels))
