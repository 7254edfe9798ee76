"""Internal notes, written by the product's own acts."""

from datetime import date

from capitune.accounts.models import User
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Dossier, Note
from capitune.dossiers.queries import note_by_id
from tests.factories.people import acting


def note_on(
    dossier: Dossier, professional: User, body: str = "À vérifier.", remind_on: date | None = None
) -> Note:
    """A note of this professional, as ``note_by_id`` gives it."""
    with unit_of_work():
        note = services.write_note(acting(professional), dossier, body=body, remind_on=remind_on)
    return fresh_note(note)


def fresh_note(note: Note) -> Note:
    """The same, as it is now."""
    found = note_by_id(note.id)
    assert found is not None
    return found
