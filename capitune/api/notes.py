"""Internal notes: those who accompany the dossier read them all and write their own."""

import uuid
from typing import Any

from flask import Response, request

from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.presenters import notes as present
from capitune.api.replies import created, listed, nothing, reply
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.db import db
from capitune.core.errors import NotFound
from capitune.core.listing import decode, limit_of
from capitune.dossiers import queries, services
from capitune.dossiers.models import Dossier, Note
from capitune.dossiers.queries import KnownDossier, dossier_by_id, known_dossier, note_by_id

TAG = "notes"
HERE = "/dossiers/<uuid:dossier_id>/notes"


@bp.get(HERE)
@access(Permission.NOTE_READ, subject=known_dossier)
@operation(200, shapes.Notes, tag=TAG, paged=True)
def list_notes(dossier: KnownDossier) -> Response:
    """The notes of a dossier, the newest first."""
    limit, after = limit_of(request.args.get("limit")), decode(request.args.get("after"))
    page = queries.notes_of(dossier.id, limit, after)
    return listed(present.notes(page, current_actor().user_id))


@bp.post(HERE)
@access(Permission.NOTE_WRITE, subject=dossier_by_id)
@operation(201, shapes.Note, tag=TAG)
def write_note(dossier: Dossier, json: bodies.NewNote) -> Response:
    """Write one; on ``remind_on`` its author's bell rings."""
    note = services.write_note(current_actor(), dossier, **json.model_dump())
    return created(_shown(note.id), f"/api/dossiers/{dossier.id}/notes")


@bp.patch("/notes/<uuid:note_id>")
@access(Permission.NOTE_CHANGE, subject=note_by_id)
@operation(200, shapes.Note, tag=TAG, refuses=(409,))
def change_note(note: Note, json: bodies.NoteChanges) -> Response:
    """Change one's own; what is not sent stays. A stale ``version`` is refused (409)."""
    changes: dict[str, Any] = json.model_dump(exclude_unset=True, exclude={"version"})
    services.change_note(current_actor(), note, changes=changes, version=json.version)
    return reply(_shown(note.id))


@bp.delete("/notes/<uuid:note_id>")
@access(Permission.NOTE_CHANGE, subject=note_by_id)
@operation(204, tag=TAG)
def delete_note(note: Note) -> Response:
    """Delete one's own."""
    services.delete_note(current_actor(), note)
    return nothing()


def _shown(note_id: uuid.UUID) -> shapes.Note:
    db.session.flush()
    line = queries.note_line(note_id)
    if line is None:
        raise NotFound
    return present.note(line, current_actor().user_id)
