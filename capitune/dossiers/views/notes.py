"""Internal notes: read, written, changed, deleted by those who accompany the dossier."""

from flask import Response, flash, request

from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.errors import NotFound
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.core.listing import decode, limit_of
from capitune.dossiers import services
from capitune.dossiers.forms import ConfirmForm
from capitune.dossiers.models import Dossier, Note
from capitune.dossiers.noteforms import NoteForm
from capitune.dossiers.paths import to_notes
from capitune.dossiers.queries import (
    KnownDossier,
    dossier_by_id,
    known_dossier,
    note_by_id,
    notes_of,
)
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.head import abilities, head_of, tabs_of
from capitune.dossiers.words.labels import ROLES

HERE = "/dossiers/<uuid:dossier_id>/notes"


@bp.get(HERE)
@access(Permission.NOTE_READ, subject=known_dossier)
def notes(dossier: KnownDossier) -> Response:
    """The newest twenty; those before them follow."""
    return _shown(dossier, NoteForm(formdata=None))


@bp.post(HERE)
@access(Permission.NOTE_WRITE, subject=dossier_by_id)
def write_note(dossier: Dossier) -> Response:
    """Write one."""
    form, key = NoteForm(), dossier.id
    if form.validate_on_submit() and form.attempt(
        services.write_note,
        current_actor(),
        dossier,
        body=form.body.data or "",
        remind_on=form.remind_on.data,
    ):
        flash(_("Noted."), "success")
        return go(to_notes(key))
    known = known_dossier(key)
    if known is None:
        raise NotFound
    return _shown(known, form, status=422)


@bp.route(f"{HERE}/<uuid:note_id>/edit", methods=["GET", "POST"])
@access(Permission.NOTE_CHANGE, subject=note_by_id)
def change_note(note: Note) -> Response:
    """Change its words or its day; one changed meanwhile is not overwritten."""
    form, place = NoteForm(body=note.body, remind_on=note.remind_on), to_notes(note.dossier_id)
    if form.validate_on_submit() and form.attempt(
        services.change_note,
        current_actor(),
        note,
        changes={"body": form.body.data or "", "remind_on": form.remind_on.data},
        version=form.seen,
    ):
        flash(_("Saved."), "success")
        return go(place)
    status = form.status_at(note.version)
    return page("dossiers/note.html", status=status, form=form, back=place, changed=status == 409)


@bp.route(f"{HERE}/<uuid:note_id>/delete", methods=["GET", "POST"])
@access(Permission.NOTE_CHANGE, subject=note_by_id)
def delete_note(note: Note) -> Response:
    """Delete it, once the question is answered."""
    form, place = ConfirmForm(), to_notes(note.dossier_id)
    if form.validate_on_submit():
        services.delete_note(current_actor(), note)
        flash(_("Deleted."), "success")
        return go(place)
    return page("dossiers/note_delete.html", form=form, back=place)


def _shown(known: KnownDossier, form: NoteForm, *, status: int = 200) -> Response:
    actor, here = current_actor(), to_notes(known.id)
    limit, after = limit_of(request.args.get("limit")), decode(request.args.get("after"))
    found = notes_of(known.id, limit, after)
    return page(
        "dossiers/notes.html",
        status=status,
        head=head_of(known, actor),
        tabs=tabs_of(known.id, "notes"),
        can=abilities(actor, known),
        may_write=can(actor, Permission.NOTE_WRITE, known),
        own=actor.user_id,
        form=form,
        here=here,
        notes=found.items,
        next_url=f"{here}?after={found.next_cursor}" if found.next_cursor else "",
        roles=ROLES,
    )
