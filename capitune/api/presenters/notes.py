"""Internal notes, for one of those who accompany the dossier."""

from uuid import UUID

from capitune.api import shapes
from capitune.api.presenters.people import name
from capitune.core.listing import Page
from capitune.dossiers.queries.lines.notes import NoteLine


def notes(page: Page[NoteLine], reader: UUID | None) -> shapes.Notes:
    """A page of them."""
    return {"items": [note(line, reader) for line in page.items], "next_cursor": page.next_cursor}


def note(line: NoteLine, reader: UUID | None) -> shapes.Note:
    """One note."""
    return {
        "id": line.id,
        "dossier_id": line.dossier_id,
        "author": name(line.author),
        "mine": line.author_id == reader,
        "body": line.body,
        "remind_on": line.remind_on,
        "version": line.version,
        "created_at": line.created_at,
        "edited_at": line.edited_at,
    }
