"""The journal of a dossier."""

from capitune.api import shapes
from capitune.api.presenters.people import name
from capitune.core.i18n import label
from capitune.core.listing import Page, encode
from capitune.dossiers.queries import JournalLine


def history(page: Page[JournalLine], limit: int) -> shapes.History:
    """The first ``limit`` lines of a page of the journal, which may be longer."""
    shown = page.items[:limit]
    cut = len(shown) < len(page.items)
    return {
        "items": [_happening(line) for line in shown],
        "next_cursor": encode(shown[-1].id) if cut else page.next_cursor,
    }


def _happening(line: JournalLine) -> shapes.Happening:
    return {
        "id": line.id,
        "at": line.at,
        "act": line.act,
        "actor": name(line.actor) if line.actor else None,
        "actor_role": line.actor_role,
        "subject_type": line.subject_type,
        "subject_id": line.subject_id,
        "title": label(line.labels),
        "person": name(line.person) if line.person else None,
        "data": line.data,
    }
