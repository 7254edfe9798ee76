"""What a version looks like: its pages, its stamp, the places marked on it."""

import uuid

from flask import Response, request

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.errors import NotFound
from capitune.core.files.outgoing import to_picture
from capitune.core.files.previews import Source, page_picture, stamp
from capitune.core.http import own_unit
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.marks import restored
from capitune.dossiers.models import Document
from capitune.dossiers.previews import mark_picture
from capitune.dossiers.queries import document_by_id
from capitune.dossiers.queries.openings import is_reading
from capitune.dossiers.queries.previews import marks_on
from capitune.dossiers.views.blueprint import bp

RECORDED = "the opening is written to the journal"


def pictured(document_id: uuid.UUID, number: int) -> Document | None:  # noqa: ARG001 see asked_number
    """The version a picture of which is asked for."""
    return document_by_id(document_id)


@bp.get("/documents/<uuid:document_id>/pages/<int:number>.webp")
@access(Permission.DOCUMENT_OPEN, subject=pictured)
@own_unit(RECORDED)
def picture(document: Document) -> Response:
    """One page as a picture. Pages of one reading are one opening in the journal."""
    _note_reading(document)
    return to_picture(page_picture(_source_of(document), _asked_number()))


@bp.get("/documents/<uuid:document_id>/marks/<int:number>.webp")
@access(Permission.DOCUMENT_OPEN, subject=pictured)
@own_unit(RECORDED)
def marked_place(document: Document) -> Response:
    """A place that the reviewer marked, with what is around it: as much an opening as its page."""
    found = marks_on(document.id)
    if found is None:
        raise NotFound
    _note_reading(document)
    marks = restored(found.marks)
    return to_picture(mark_picture(_source_of(document), found.id, marks, _asked_number()))


@bp.get("/documents/<uuid:document_id>/stamp.webp")
@access(Permission.DOCUMENT_OPEN, subject=document_by_id)
def small_picture(document: Document) -> Response:
    """The first page, too small to be read: no opening. 404 for what is not clean or cannot be drawn."""
    if not document.is_readable:
        raise NotFound
    return to_picture(stamp(_source_of(document)))


def _note_reading(document: Document) -> None:
    actor = current_actor()
    if not (document.is_readable and is_reading(actor, document)):
        with unit_of_work():
            services.record_opening(actor, document, "preview")


def _source_of(document: Document) -> Source:
    return Source(document.storage_key, document.mime_type, document.pages or 1)


def _asked_number() -> int:
    return int((request.view_args or {})["number"])
