"""What a calendar reads."""

import uuid
from datetime import date, datetime
from typing import NamedTuple

from capitune.accounts.licence import valid_scopes
from capitune.accounts.states import Language
from capitune.authz.actor import Actor, Door, Role
from capitune.dossiers.queries.lines.rows import Labels
from capitune.dossiers.states import Owner


class FeedReader(NamedTuple):
    """Whose calendar reads, and when it last did."""

    feed_id: uuid.UUID
    last_read_on: date | None
    user_id: uuid.UUID
    role: Role
    language: Language
    timezone: str | None
    licence_scopes: list[str]
    licence_until: datetime | None

    def actor_at(self, moment: datetime) -> Actor:
        """The person, with the licence that is valid then."""
        scopes = valid_scopes(self.licence_scopes, self.licence_until, moment)
        return Actor(self.user_id, self.role, Door.WEB, scopes=scopes)


class Deadline(NamedTuple):
    """A day of a dossier. ``kind``: step, submission or expiry; ``id`` of what it is the day of; ``owner`` of a step;
    ``changed_at``: when its dossier, or the thing itself, last changed.
    """

    kind: str
    id: uuid.UUID
    labels: Labels | None
    owner: Owner | None
    on: date
    dossier_id: uuid.UUID
    number: str
    changed_at: datetime
