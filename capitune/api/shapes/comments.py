"""Comments on posts."""

from datetime import datetime
from uuid import UUID

from typing_extensions import TypedDict

from capitune.api.shapes.posts import Author


class Comment(TypedDict):
    """A comment. ``depth`` is 1 to 3; an empty ``body`` is one that was taken back. One that is ``held`` waits for
    the team; only its author reads it, and the ``reason``.
    """

    id: UUID
    post_id: UUID
    parent_id: UUID | None
    depth: int
    body: str
    body_html: str
    author: Author
    held: bool
    reason: str
    version: int
    created_at: datetime
    edited_at: datetime | None


class Comments(TypedDict):
    """A page of them, each followed by the answers to it."""

    items: list[Comment]
    next_cursor: str | None
