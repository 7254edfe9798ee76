"""Searching letters: newest first, in the order of the keys, whatever is asked (see ``core.keywalks``)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, select

from capitune.core.db import db
from capitune.core.keywalks import born, newest_keys
from capitune.core.listing import one_more
from capitune.core.post.models import Mail
from capitune.core.post.states import MailState

COLUMNS = (
    Mail.id,
    Mail.user_id,
    Mail.letter,
    Mail.state,
    Mail.state_at,
    Mail.reason,
    Mail.created_at,
    Mail.events,
)


@dataclass(frozen=True, slots=True)
class Sought:
    """Which letters; None and "" for any. ``since`` is within, ``until`` is not."""

    people: tuple[uuid.UUID, ...] | None = None
    letter: str = ""
    state: MailState | None = None
    since: datetime | None = None
    until: datetime | None = None

    @property
    def codes(self) -> dict[str, Any]:
        """The same as ids and codes, without what was left open."""
        said = {
            "people": [str(key) for key in self.people] if self.people is not None else None,
            "letter": self.letter or None,
            "state": self.state.value if self.state else None,
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
        }
        return {name: value for name, value in said.items() if value is not None}


def letters_sent(
    sought: Sought, limit: int, after: uuid.UUID | None = None
) -> Sequence[Row[*tuple[Any, ...]]]:
    """At most ``limit`` of them and one more, from the one after ``after`` on (one statement at most)."""
    if sought.people == ():
        return []
    conditions = _conditions(sought, after)
    if sought.people is None:
        found = select(*COLUMNS).where(*conditions)
    else:
        walks = (Mail.user_id == key for key in sought.people)
        keys = newest_keys(Mail.id, walks, conditions, limit)
        found = select(*COLUMNS).where(Mail.id.in_(keys))
    return db.session.execute(found.order_by(Mail.id.desc()).limit(one_more(limit))).all()


def letter_sent(mail_id: uuid.UUID) -> Row[*tuple[Any, ...]] | None:
    """One of them."""
    return db.session.execute(select(*COLUMNS).where(Mail.id == mail_id)).first()


def _conditions(sought: Sought, after: uuid.UUID | None) -> list[Any]:
    found: list[ColumnElement[bool]] = []
    if sought.letter:
        found.append(Mail.letter == sought.letter)
    if sought.state:
        found.append(Mail.state == sought.state)
    return found + born(Mail.id, sought.since, sought.until, after)
