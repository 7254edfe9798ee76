"""The upload slot's own requests: whether a file is known; a large one begun or resumed, followed, completed, given up."""

from typing import Any

from flask import Response, jsonify, request

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core import limits
from capitune.core.errors import Conflict, Invalid, Refused
from capitune.core.files import arriving
from capitune.core.http import own_unit
from capitune.core.i18n import gettext as _
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.forms import UploadBegunForm, UploadEndForm, sha256_in
from capitune.dossiers.models import Requirement, Upload
from capitune.dossiers.queries import how_far, place_of, requirement_by_id, upload_by_id
from capitune.dossiers.queries.twins import same_bytes
from capitune.dossiers.services import Announced, Target
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.sheet import requirement_row
from capitune.dossiers.views.uploads import refuse
from capitune.dossiers.words.naming import named


@bp.get("/dossiers/<uuid:dossier_id>/requirements/<uuid:requirement_id>/known")
@access(Permission.DOCUMENT_ADD, subject=requirement_by_id)
def known_file(asked: Requirement) -> Response:
    """What to say of the file with this hash before it is sent again; nothing of a new one."""
    digest = sha256_in(request.args.get("sha256"))
    twin = same_bytes(asked.dossier_id, digest) if digest else None
    if twin is None:
        return Response(status=204)
    return jsonify(said=_said(asked, twin))


def _said(asked: Requirement, twin: Any) -> str:
    if twin.requirement_id == asked.id:
        return _(
            "You already sent this very file: it is version %(number)s here.", number=twin.number
        )
    return _(
        "You already sent this very file for “%(document)s”, version %(number)s.",
        document=named(twin.labels),
        number=twin.number,
    )


@bp.post("/dossiers/<uuid:dossier_id>/requirements/<uuid:requirement_id>/uploads")
@access(Permission.DOCUMENT_ADD, subject=requirement_by_id)
@own_unit("the store is asked before and after the transaction")
@limits.upload()
def begin_upload(asked: Requirement) -> Response:
    """A file announced, or the same one chosen again: how far it is."""
    form = UploadBegunForm()
    mime, target = form.mime_type.data or "", Target(form.is_new, form.of_file)
    told = Announced(form.name, form.length, mime, form.sent, form.mark, target)
    with arriving.begun() as new, unit_of_work():
        upload = services.begin_upload(current_actor(), asked, told, new.place)
        new.recorded = place_of(upload) == new.place
    return jsonify(how_far(upload))


@bp.get("/documents/uploads/<uuid:upload_id>")
@access(Permission.DOCUMENT_ADD, subject=upload_by_id)
def follow_upload(upload: Upload) -> Response:
    """How far it is, with new addresses for its parts."""
    return jsonify(how_far(upload))


@bp.post("/documents/uploads/<uuid:upload_id>/complete")
@access(Permission.DOCUMENT_ADD, subject=upload_by_id)
@own_unit("the file is put together and judged before a transaction is held")
@limits.upload()
def complete_upload(upload: Upload) -> Response:
    """The row of the requirement with its new version, or why the file is refused."""
    asked, expected = upload.requirement, arriving.Expected(upload.file_name, upload.size)
    try:
        judged = arriving.put_together(place_of(upload), expected, sha256=UploadEndForm().digest)
        with unit_of_work():
            services.complete_upload(current_actor(), upload, judged)
    except (Invalid, Conflict, Refused) as error:
        return refuse(asked, error)
    return requirement_row(asked, opened=True)


@bp.post("/documents/uploads/<uuid:upload_id>/cancel")
@access(Permission.DOCUMENT_ADD, subject=upload_by_id)
def cancel_upload(upload: Upload) -> Response:
    """Given up, with what has arrived."""
    services.cancel_upload(current_actor(), upload)
    return Response(status=204)
