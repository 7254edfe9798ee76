"""Reports and cases."""

from typing import Any

from capitune.api import shapes
from capitune.core.listing import Page
from capitune.moderation.models import Report


def report(made: Report) -> shapes.Report:
    """What a member reported."""
    return {
        "id": made.id,
        "target_type": made.target_type,
        "target_id": made.target_id,
        "reason": made.reason,
        "comment": made.comment,
        "created_at": made.created_at,
    }


def cases(page: Page[Any]) -> shapes.Cases:
    """A page of the queue, of rows of ``queries.desk``."""
    return {"items": [case(row) for row in page.items], "next_cursor": page.next_cursor}


def case(row: Any) -> shapes.Case:
    """One of it."""
    return {
        "id": row.id,
        "target_type": row.target_type,
        "target_id": row.target_id,
        "kind": row.kind,
        "reason": row.reason,
        "priority": row.priority,
        "automatic": row.is_automatic,
        "reports": row.reports,
        "title": row.title,
        "excerpt": row.words,
        "url": row.url,
        "author": {
            "id": row.subject_id,
            "first_name": row.first_name,
            "last_name": row.last_name,
            "role": row.role,
        },
        "status": "decided" if row.decided_at else "open",
        "claimed_by": row.claimed_by,
        "claimed_until": row.claimed_until,
        "decision": row.decision,
        "decided_at": row.decided_at,
        "version": row.version,
        "created_at": row.created_at,
    }
