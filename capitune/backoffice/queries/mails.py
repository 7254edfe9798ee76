"""Letters as staff look for them: filters read, people named. Never a word of what they say."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Row, select

from capitune.accounts.models import User
from capitune.accounts.queries import address_since
from capitune.accounts.queries.beginnings import people_asked
from capitune.core.days import period_of
from capitune.core.db import db
from capitune.core.errors import Invalid
from capitune.core.letters import letters
from capitune.core.listing import Page, page_of
from capitune.core.outbox import OutboxRow
from capitune.core.post import Mail, MailState, Sought, letter_sent, letters_sent

TOLD = (MailState.BOUNCED, MailState.DROPPED, MailState.DELIVERED)
LOOKED = 20
# How the service says that it will not even try: its own list, not ours.
REFUSED = ("bounced address", "unsubscribed", "spam report", "invalid")


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a letter at one moment."""

    state: MailState
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class MailLine:
    """One letter, and whose it is (None: not known any more)."""

    mail: Row[Any]
    person: Row[Any] | None

    @property
    def id(self) -> uuid.UUID:
        """The key of the letter."""
        return self.mail.id  # type: ignore[no-any-return]

    @property
    def name(self) -> str:
        """First and last name; empty of an account that was erased."""
        found = self.person
        return f"{found.first_name} {found.last_name}".strip() if found else ""

    @property
    def steps(self) -> list[Step]:
        """What became of it, in the order in which it was known."""
        return [
            Step(MailState(told["state"]), datetime.fromisoformat(told["at"]), told["reason"])
            for told in self.mail.events
        ]


def sought_of(asked: Mapping[str, str], where: tzinfo) -> Sought:
    """What these words ask for, in days as they are at ``where``. Raises ``Invalid``."""
    since, until = period_of(asked, where)
    letter, state = asked.get("letter", ""), asked.get("state", "")
    if letter and letter not in letters():
        raise Invalid.on("letter", "unknown_value")
    if state and state not in set(MailState):
        raise Invalid.on("state", "unknown_value")
    return Sought(
        people=people_asked(asked, "person"),
        letter=letter,
        state=MailState(state) if state else None,
        since=since,
        until=until,
    )


def mails(sought: Sought, limit: int, after: uuid.UUID | None = None) -> Page[MailLine]:
    """A page of letters, newest first: two statements, however many there are."""
    page = page_of(letters_sent(sought, limit, after), limit)
    people = _people({row.user_id for row in page.items})
    return Page([MailLine(row, people.get(row.user_id)) for row in page.items], page.next_cursor)


def mail_line(mail_id: uuid.UUID) -> MailLine | None:
    """One letter, named."""
    row = letter_sent(mail_id)
    return MailLine(row, _people({row.user_id}).get(row.user_id)) if row else None


def effect_of(mail_id: uuid.UUID) -> Row[*tuple[Any, ...]] | None:
    """How its sending goes: tries, when the next is due, whether it was given up. None once it is forgotten."""
    columns = (OutboxRow.attempts, OutboxRow.due_at, OutboxRow.done_at, OutboxRow.dead_at)
    found = select(*columns, OutboxRow.closed_at).where(OutboxRow.id == mail_id)
    return db.session.execute(found).first()


def newest_of(user_id: uuid.UUID, letter: str) -> uuid.UUID | None:
    """The last letter of this kind that was asked for, for this person."""
    mine = select(Mail.id).where(Mail.user_id == user_id, Mail.letter == letter)
    return db.session.scalar(mine.order_by(Mail.id.desc()).limit(1))


def refuses_since(user_id: uuid.UUID) -> datetime | None:
    """Since when the present address of this person takes no mail; None when nothing says so."""
    told = select(Mail.letter, Mail.state, Mail.state_at, Mail.reason)
    mine = told.where(Mail.user_id == user_id, Mail.state.in_(TOLD))
    for row in db.session.execute(mine.order_by(Mail.id.desc()).limit(LOOKED)):
        known = letters().get(row.letter)
        is_refused = row.state is MailState.BOUNCED or row.reason.lower().startswith(REFUSED)
        if known is None or known.elsewhere or (row.state is MailState.DROPPED and not is_refused):
            continue
        if row.state is MailState.DELIVERED:
            return None
        changed = address_since(user_id)
        return None if changed and changed > row.state_at else row.state_at
    return None


def _people(ids: set[uuid.UUID]) -> dict[uuid.UUID, Row[*tuple[Any, ...]]]:
    if not ids:
        return {}
    found = select(User.id, User.first_name, User.last_name, User.email).where(User.id.in_(ids))
    return {row.id: row for row in db.session.execute(found)}
