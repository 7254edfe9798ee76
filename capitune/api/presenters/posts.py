"""Posts, as cards of ``inside.queries.feed``."""

from typing import Any

from capitune.api import shapes
from capitune.api.presenters.people import avatar_url
from capitune.core.i18n import current_language
from capitune.core.listing import Page
from capitune.inside.cards import author_of, words_of
from capitune.inside.states import Stance


def posts(page: Page[Any]) -> shapes.Posts:
    """A page of them."""
    return {"items": [post(row) for row in page.items], "next_cursor": page.next_cursor}


def post(row: Any) -> shapes.Post:
    """One."""
    return {
        "id": row.id,
        "title": row.title,
        "body": row.body,
        "body_html": words_of(row),
        "category": row.category,
        "tags": sorted(each["slug"] for each in row.tags or ()),
        "author": author(row),
        "likes_count": row.likes or 0,
        "comments_count": row.comments or 0,
        "liked": row.liked,
        "bookmarked": row.bookmarked,
        "status": row.status,
        "reason": row.reason,
        "version": row.version,
        "created_at": row.created_at,
        "published_at": row.published_at,
        "edited_at": row.edited_at,
    }


def topic(row: Any) -> shapes.Topic:
    """A tag, as a row of ``queries.tags``."""
    return {
        "slug": row.slug,
        "name": getattr(row, f"name_{current_language()}"),
        "followed": row.stance is Stance.FOLLOWED,
        "muted": row.stance is Stance.MUTED,
    }


def member(row: Any) -> shapes.Member:
    """Somebody whom the reader follows or mutes."""
    return {
        **author(row),
        "followed": row.stance is Stance.FOLLOWED,
        "muted": row.stance is Stance.MUTED,
    }


def author(row: Any) -> shapes.Author:
    """Whoever wrote it."""
    shown = author_of(row)
    return {
        "id": row.author_id,
        "first_name": shown.face.first_name,
        "last_name": shown.face.last_name,
        "role": row.role,
        "verified": shown.is_verified,
        "avatar_url": avatar_url(shown.face),
    }
