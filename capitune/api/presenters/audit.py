"""The audit log."""

from capitune.api import shapes
from capitune.api.presenters.people import name
from capitune.core.listing import Page
from capitune.dossiers.queries.trail import TrailLine
from capitune.dossiers.words.trail import TYPED


def audit(page: Page[TrailLine]) -> shapes.AuditLines:
    """A page of it."""
    return {"items": [_line(line) for line in page.items], "next_cursor": page.next_cursor}


def _line(line: TrailLine) -> shapes.AuditLine:
    event = line.event
    return {
        "id": event.id,
        "at": event.at,
        "act": event.act,
        "actor": name(line.actor) if line.actor else None,
        "actor_name": event.actor_name,
        "actor_role": event.actor_role,
        "door": event.door,
        "subject_type": event.subject_type,
        "subject_id": event.subject_id,
        "dossier_id": event.context_id,
        "dossier_number": line.number,
        "data": {key: value for key, value in event.data.items() if key not in TYPED},
    }
