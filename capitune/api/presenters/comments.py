"""Comments on posts, as lines of ``inside.queries.comments``."""

from typing import Any

from capitune.api import shapes
from capitune.api.presenters.posts import author
from capitune.core.listing import Page
from capitune.inside.cards import words_of


def comments(page: Page[Any]) -> shapes.Comments:
    """A page of them."""
    return {"items": [comment(row) for row in page.items], "next_cursor": page.next_cursor}


def comment(row: Any) -> shapes.Comment:
    """One."""
    return {
        "id": row.id,
        "post_id": row.post_id,
        "parent_id": row.parent_id,
        "depth": row.depth,
        "body": row.body,
        "body_html": words_of(row),
        "author": author(row),
        "held": row.held,
        "reason": row.reason,
        "version": row.version,
        "created_at": row.created_at,
        "edited_at": row.edited_at,
    }
