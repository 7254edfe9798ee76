"""Sending a file in parts straight to storage: begun, followed, completed or given up."""

from flask import Response

from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.documents import TAG, shown
from capitune.api.reading import json_body
from capitune.api.replies import created, nothing, reply
from capitune.api.spec import operation
from capitune.api.uploads import SLOW, in_one_unit
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core import limits
from capitune.core.files import arriving
from capitune.core.idempotency import idempotent
from capitune.core.storage import PartOffered
from capitune.dossiers import services
from capitune.dossiers.models import Requirement, Upload
from capitune.dossiers.queries import (
    how_far,
    just_begun,
    place_of,
    requirement_by_id,
    upload_by_id,
)
from capitune.dossiers.services import Announced


def _named_requirement() -> Requirement | None:
    return requirement_by_id(json_body(bodies.UploadBegun).requirement_id)


@bp.post("/documents/uploads")
@SLOW
@access(Permission.DOCUMENT_ADD, subject=_named_requirement)
@limits.upload()
@operation(201, shapes.Upload, tag=TAG, refuses=(409, 413), once=False)
def begin_upload(requirement: Requirement, json: bodies.UploadBegun) -> Response:
    """Announce a file; PUT each part to its `url`, which is good for a quarter of an hour."""
    with arriving.begun() as new:
        told = (json.file_name, json.size, json.mime_type, json.kind)
        announced = Announced(*told, target=json.target)

        def record() -> Response:
            upload = services.begin_upload(current_actor(), requirement, announced, new.place)
            new.recorded = True
            return created(just_begun(upload), f"/api/documents/uploads/{upload.id}")

        return in_one_unit(idempotent(record))


@bp.get("/documents/uploads/<uuid:upload_id>")
@access(Permission.DOCUMENT_ADD, subject=upload_by_id)
@operation(200, shapes.Upload, tag=TAG)
def read_upload(upload: Upload) -> Response:
    """What has arrived, and new addresses for its parts."""
    return reply(how_far(upload))


@bp.post("/documents/uploads/<uuid:upload_id>/complete")
@SLOW
@access(Permission.DOCUMENT_ADD, subject=upload_by_id)
@limits.upload()
@operation(201, shapes.Document, tag=TAG, refuses=(413,), once=False)
def complete_upload(upload: Upload, json: bodies.UploadParts) -> Response:
    """Put the parts together: judged as a whole, then a version of the document. Again is harmless."""
    offered = [PartOffered(part.number, part.etag) for part in json.parts]
    expected = arriving.Expected(upload.file_name, upload.size)
    judged = arriving.put_together(place_of(upload), expected, offered, json.digest)

    def record() -> Response:
        document = services.complete_upload(current_actor(), upload, judged)
        return created(shown(document), f"/api/documents/{document.id}")

    return in_one_unit(idempotent(record))


@bp.delete("/documents/uploads/<uuid:upload_id>")
@access(Permission.DOCUMENT_ADD, subject=upload_by_id)
@operation(204, tag=TAG, refuses=(409,))
def cancel_upload(upload: Upload) -> Response:
    """Give it up, with what has arrived."""
    services.cancel_upload(current_actor(), upload)
    return nothing()
