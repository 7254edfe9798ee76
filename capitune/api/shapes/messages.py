"""The conversation of a dossier."""

from datetime import datetime
from uuid import UUID

from typing_extensions import TypedDict

from capitune.api.shapes.people import Name
from capitune.dossiers.states import Scan


class Attachment(TypedDict):
    """A file sent with a message; it can be opened once ``scan`` is clean."""

    id: UUID
    file_name: str
    mime_type: str
    size: int
    sha256: str
    scan: Scan


class Message(TypedDict):
    """Something written in a dossier. ``mine``: by whoever asks. ``seen_by``: who has read it, apart from its author.

    ``reply_expected``: its author waits for the other side, until ``answered_at``. A withdrawn one has no words.
    """

    id: UUID
    dossier_id: UUID
    author: Name
    mine: bool
    body: str
    client_id: UUID
    reply_expected: bool
    answered_at: datetime | None
    withdrawn_at: datetime | None
    seen_by: list[Name]
    attachments: list[Attachment]
    created_at: datetime


class Messages(TypedDict):
    """A page of a conversation, the latest first; the cursor leads upwards."""

    items: list[Message]
    next_cursor: str | None
