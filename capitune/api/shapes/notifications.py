"""What a person is told."""

from datetime import datetime
from uuid import UUID

from typing_extensions import TypedDict


class Notification(TypedDict):
    """One thing told to this person; ``url`` is a page of this site."""

    id: UUID
    kind: str
    title: str
    body: str
    url: str
    read_at: datetime | None
    created_at: datetime


class Notifications(TypedDict):
    """A page of notifications, newest first, and how many are unread in all."""

    items: list[Notification]
    next_cursor: str | None
    unread: int
