"""Internal notes of a dossier."""

from datetime import date, datetime
from uuid import UUID

from typing_extensions import TypedDict

from capitune.api.shapes.people import Name


class Note(TypedDict):
    """A note of one of those who accompany the dossier. ``mine``: by whoever asks."""

    id: UUID
    dossier_id: UUID
    author: Name
    mine: bool
    body: str
    remind_on: date | None
    version: int
    created_at: datetime
    edited_at: datetime | None


class Notes(TypedDict):
    """A page of them, the newest first."""

    items: list[Note]
    next_cursor: str | None
