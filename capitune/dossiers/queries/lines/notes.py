"""Lines of internal notes."""

import uuid
from datetime import date, datetime
from typing import NamedTuple

from capitune.accounts.people import Face


class NoteLine(NamedTuple):
    """A note and who wrote it."""

    id: uuid.UUID
    created_at: datetime
    dossier_id: uuid.UUID
    author_id: uuid.UUID
    body: str
    remind_on: date | None
    edited_at: datetime | None
    version: int
    author_first_name: str
    author_last_name: str
    author_avatar_id: uuid.UUID | None

    @property
    def author(self) -> Face:
        """Who wrote it."""
        return Face(
            self.author_id,
            self.author_first_name,
            self.author_last_name,
            avatar_id=self.author_avatar_id,
        )
