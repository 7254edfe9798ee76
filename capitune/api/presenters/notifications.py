"""Notifications, in the words of the reader's language."""

from typing import Any

from sqlalchemy import Row

from capitune.api import shapes
from capitune.core.listing import Page
from capitune.notifications.texts import words_of


def notifications(page: Page[Row[Any]], unread: int) -> shapes.Notifications:
    """A page of them, and how many are unread in all."""
    return {
        "items": [_notification(row) for row in page.items],
        "next_cursor": page.next_cursor,
        "unread": unread,
    }


def _notification(row: Row[Any]) -> shapes.Notification:
    words = words_of(row)
    return {
        "id": row.id,
        "kind": row.kind,
        "title": words.title,
        "body": words.body,
        "url": row.url,
        "read_at": row.read_at,
        "created_at": row.created_at,
    }
