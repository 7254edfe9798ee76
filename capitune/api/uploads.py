"""Sending a file: judged and stored first, which is slow, then recorded in one transaction."""

from collections.abc import Callable

from flask import Response

from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.documents import TAG, shown
from capitune.api.reading import form_body
from capitune.api.replies import created
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core import limits
from capitune.core.errors import Invalid
from capitune.core.files.incoming import taken_in
from capitune.core.http import own_unit
from capitune.core.idempotency import idempotent
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Dossier, Requirement
from capitune.dossiers.queries import dossier_by_id, requirement_by_id
from capitune.dossiers.queries.single import requirement_by_code

SLOW = own_unit("the file is judged and stored before the transaction")
SENT = operation(201, shapes.Document, tag=TAG, refuses=(413,), once=False)


@bp.post("/dossiers/<uuid:dossier_id>/documents")
@SLOW
@access(Permission.DOCUMENT_ADD, subject=dossier_by_id)
@limits.upload()
@SENT
def send_document(dossier: Dossier, form: bodies.Upload) -> Response:
    """Send a version for a requirement of this dossier, named by its id or its document type."""
    return _received(_requirement(dossier, form), form)


def _named_dossier() -> Dossier | None:
    return dossier_by_id(form_body(bodies.UploadToDossier).dossier_id)


@bp.post("/documents")
@SLOW
@access(Permission.DOCUMENT_ADD, subject=_named_dossier)
@limits.upload()
@SENT
def send_document_to(dossier: Dossier, form: bodies.UploadToDossier) -> Response:
    """The same, with the dossier named in the form."""
    return _received(_requirement(dossier, form), form)


def _requirement(dossier: Dossier, form: bodies.Upload) -> Requirement:
    """The one that is named, of this dossier only: another's is as unknown as one that is nowhere."""
    if form.requirement_id is not None:
        field, found = "requirement_id", requirement_by_id(form.requirement_id, dossier.id)
    elif form.type is not None:
        field, found = "type", requirement_by_code(dossier.id, form.type)
    else:
        raise Invalid.on("requirement_id", "required")
    if found is None:
        raise Invalid.on(field, "unknown_requirement")
    return found


def _received(requirement: Requirement, form: bodies.Upload) -> Response:
    with taken_in(form.file) as incoming:

        def record() -> Response:
            document = services.add_document(
                current_actor(),
                requirement,
                stored=incoming.stored,
                kind=form.kind,
                target=form.target,
            )
            incoming.recorded = True
            return created(shown(document), f"/api/documents/{document.id}")

        return in_one_unit(idempotent(record))


def in_one_unit(act: Callable[[], Response]) -> Response:
    """What ``act`` answers, in a transaction of its own."""
    with unit_of_work():
        return act()
