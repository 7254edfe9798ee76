"""The conversation of a dossier."""

from flask import Response, request

from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.presenters import messages as present
from capitune.api.replies import created, listed, nothing
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.db import db
from capitune.core.errors import NotFound
from capitune.core.files.outgoing import to_file
from capitune.core.http import own_unit
from capitune.core.listing import decode, limit_of
from capitune.core.work import unit_of_work
from capitune.dossiers import queries, services
from capitune.dossiers.models import Dossier, Message, MessageFile
from capitune.dossiers.queries import (
    KnownDossier,
    dossier_by_id,
    known_dossier,
    message_by_id,
    message_file_by_id,
)

TAG = "messages"
HERE = "/dossiers/<uuid:dossier_id>/messages"


@bp.get(HERE)
@access(Permission.MESSAGE_READ, subject=known_dossier)
@operation(200, shapes.Messages, tag=TAG, paged=True)
def list_messages(dossier: KnownDossier) -> Response:
    """What was written, the latest first."""
    limit, before = limit_of(request.args.get("limit")), decode(request.args.get("after"))
    page = queries.conversation(dossier.id, limit, before)
    return listed(present.messages(page, queries.marks_of(dossier.id), current_actor().user_id))


@bp.post(HERE)
@access(Permission.MESSAGE_SEND, subject=dossier_by_id)
@operation(201, shapes.Message, tag=TAG, refuses=(409,))
def send_message(dossier: Dossier, json: bodies.NewMessage) -> Response:
    """Write. Sent again under the same ``client_id``, it is the same message; with other words it is refused (409)."""
    sent = services.send_message(current_actor(), dossier, **json.model_dump())
    db.session.flush()
    line = queries.message_line(sent.id)
    if line is None:
        raise NotFound
    marks = queries.marks_of(dossier.id)
    body = present.message(line, marks, current_actor().user_id)
    return created(body, f"/api/dossiers/{dossier.id}/messages")


@bp.put("/messages/<uuid:message_id>/read")
@access(Permission.MESSAGE_READ, subject=message_by_id)
@operation(204, tag=TAG)
def read_message(message: Message) -> Response:
    """Say that one has read as far as this message; twice is once."""
    services.mark_seen(current_actor(), message)
    return nothing()


@bp.delete("/messages/<uuid:message_id>")
@access(Permission.MESSAGE_WITHDRAW, subject=message_by_id)
@operation(204, tag=TAG, refuses=(409,))
def withdraw_message(message: Message) -> Response:
    """Take back what one wrote in the last five minutes."""
    services.withdraw_message(current_actor(), message)
    return nothing()


@bp.get("/messages/files/<uuid:file_id>/download")
@own_unit("the opening is written to the journal")
@access(Permission.MESSAGE_FILE_OPEN, subject=message_file_by_id)
@operation(302, tag=TAG, refuses=(409,))
def download_message_file(file: MessageFile) -> Response:
    """To a file of a message: 302 to a link of 60 seconds. 409 while it is being scanned."""
    with unit_of_work():
        services.record_message_file_opening(current_actor(), file)
    return to_file(file.storage_key, file_name=file.file_name, content_type=file.mime_type)
