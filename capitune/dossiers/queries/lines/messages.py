"""Lines of a conversation."""

import uuid
from datetime import datetime
from typing import NamedTuple

from capitune.accounts.people import Face
from capitune.dossiers.states import Scan


class FileLine(NamedTuple):
    """A file sent with a message; ``size`` in bytes."""

    id: uuid.UUID
    message_id: uuid.UUID
    file_name: str
    mime_type: str
    size: int
    sha256: bytes
    scan: Scan


class MessageLine(NamedTuple):
    """A message and who wrote it. ``from_candidate``: the candidate of the dossier did."""

    id: uuid.UUID
    created_at: datetime
    dossier_id: uuid.UUID
    author_id: uuid.UUID
    client_id: uuid.UUID
    body: str
    reply_expected: bool
    answered_at: datetime | None
    withdrawn_at: datetime | None
    from_candidate: bool
    author_first_name: str
    author_last_name: str
    author_avatar_id: uuid.UUID | None
    files: tuple[FileLine, ...] = ()

    @property
    def author(self) -> Face:
        """Who wrote it."""
        return Face(
            self.author_id,
            self.author_first_name,
            self.author_last_name,
            avatar_id=self.author_avatar_id,
        )

    @property
    def is_awaited(self) -> bool:
        """Its author still waits for an answer."""
        return self.reply_expected and not (self.answered_at or self.withdrawn_at)


class Mark(NamedTuple):
    """How far somebody has read."""

    person: Face
    message_id: uuid.UUID


class Talk(NamedTuple):
    """What a conversation holds for one reader: messages not read, a hundred at most, and whether the other
    side waits for an answer of theirs.
    """

    unread: int = 0
    is_awaited: bool = False

    @property
    def shown(self) -> str:
        """The number as a badge says it; empty without any."""
        return "99+" if self.unread > 99 else str(self.unread or "")
