"""Internal notes: written, changed, deleted by their author.

Nothing of them leaves by an event, a mail or the journal of the dossier: their audit names the note, not the dossier,
whose journal its candidate reads.
"""

from datetime import date
from typing import Any

from capitune.accounts.typed import paragraphs
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.core.clock import now, today
from capitune.core.db import db
from capitune.core.errors import Conflict, FieldError, Invalid
from capitune.core.ids import new_id
from capitune.dossiers.models import Dossier, Note
from capitune.dossiers.services.hold import hold

LONGEST = 5_000
FARTHEST_YEARS = 10


def write_note(actor: Actor, dossier: Dossier, *, body: str, remind_on: date | None = None) -> Note:
    """Write one. Raises ``Invalid`` on ``body`` (``required``, ``too_long``, ``bad_text``) or ``remind_on``
    (``reminder_past``, ``reminder_far``).
    """
    dossier = hold(actor, Permission.NOTE_WRITE, dossier)
    note = Note(
        id=new_id(),
        dossier_id=dossier.id,
        author_id=actor.user_id,
        body=_fit_body(body),
        remind_on=_fit_day(remind_on),
    )
    db.session.add(note)
    db.session.flush()
    record(actor, Act.NOTE_WRITTEN, ("note", note.id))
    return note


def change_note(
    actor: Actor, note: Note, *, changes: dict[str, Any], version: int | None = None
) -> Note:
    """Change ``body`` or ``remind_on``. Raises ``Invalid`` as ``write_note``, ``Conflict`` (``stale_version``)."""
    note = hold(actor, Permission.NOTE_CHANGE, note)
    if version is not None and version != note.version:
        raise Conflict(code="stale_version", facts={"version": note.version})
    fit = _fit(note, changes)
    different = {name: value for name, value in fit.items() if value != getattr(note, name)}
    if not different:
        return note
    for name, value in different.items():
        setattr(note, name, value)
    note.edited_at = now()
    note.version += 1
    record(actor, Act.NOTE_CHANGED, ("note", note.id))
    return note


def delete_note(actor: Actor, note: Note) -> None:
    """Delete it: its words are gone."""
    note = hold(actor, Permission.NOTE_CHANGE, note)
    record(actor, Act.NOTE_DELETED, ("note", note.id))
    db.session.delete(note)
    db.session.flush()


def _fit(note: Note, changes: dict[str, Any]) -> dict[str, Any]:
    unknown = sorted(changes.keys() - {"body", "remind_on"})
    if unknown:
        errors = tuple(FieldError(name, "unknown_field") for name in unknown)
        raise Invalid(code="unknown_field", errors=errors)
    fit = dict(changes)
    if "body" in fit:
        fit["body"] = _fit_body(fit["body"])
    if fit.get("remind_on") != note.remind_on:
        _fit_day(fit.get("remind_on"))
    return fit


def _fit_body(value: str) -> str:
    found = paragraphs(value, "body", most=LONGEST)
    if not found:
        raise Invalid.on("body", "required")
    return found


def _fit_day(value: date | None) -> date | None:
    day = today()
    if value is not None and value < day:
        raise Invalid.on("remind_on", "reminder_past")
    if value is not None and value.year > day.year + FARTHEST_YEARS:
        raise Invalid.on("remind_on", "reminder_far")
    return value
