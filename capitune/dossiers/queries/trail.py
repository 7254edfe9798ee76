"""The audit log of the whole house, as staff search it: filters read, people and dossiers named."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from sqlalchemy import Row, select

from capitune.accounts.people import Face
from capitune.accounts.queries import faces
from capitune.accounts.queries.beginnings import people_asked
from capitune.audit.acts import Act
from capitune.audit.searching import Wanted, event_by_id, events
from capitune.core.asked import words_of
from capitune.core.days import period_of
from capitune.core.db import db
from capitune.core.errors import Invalid
from capitune.core.ids import parse_id
from capitune.core.listing import Page, page_of
from capitune.dossiers.models import Dossier

LONGEST = 100
# What an act is done on, as ``record`` is told.
KINDS = (
    "user",
    "dossier",
    "document",
    "requirement",
    "assignment",
    "invitation",
    "step",
    "message",
    "message_file",
    "note",
    "budget_line",
    "quote",
    "payment",
    "filing",
    "credential",
    "proof",
    "contact_request",
    "session",
    "export",
    "template",
    "document_type",
    "fee",
    "announcement",
    "case",
    "moderationcase",
    "profile",
    "watch_rule",
    "resource",
    "legal_text",
    "setting",
    "audit",
    "effect",
    "mail",
)


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One act, who did it, whose account it was done on, in which dossier."""

    event: Row[Any]
    actor: Face | None
    person: Face | None
    number: str

    @property
    def id(self) -> uuid.UUID:
        """The key of the act."""
        return self.event.id  # type: ignore[no-any-return]


def wanted_of(asked: Mapping[str, str], where: tzinfo) -> Wanted:
    """What these words ask for, in days as they are at ``where``. Raises ``Invalid``."""
    since, until = period_of(asked, where)
    kind, act = asked.get("kind", ""), asked.get("act", "")
    if kind and kind not in KINDS:
        raise Invalid.on("kind", "unknown_value")
    if act and act not in set(Act):
        raise Invalid.on("act", "unknown_value")
    return Wanted(
        people=people_asked(asked, "person"),
        thing=_thing(words_of(asked, "subject", LONGEST)),
        kind=kind,
        act=Act(act) if act else None,
        since=since,
        until=until,
    )


def trail(wanted: Wanted, limit: int, after: uuid.UUID | None = None) -> Page[TrailLine]:
    """A page of the log, newest first: three statements, however long it is."""
    page = page_of(events(wanted, limit, after), limit)
    return Page(named(page.items), page.next_cursor)


def trail_line(event_id: uuid.UUID) -> TrailLine | None:
    """One act, named."""
    event = event_by_id(event_id)
    return named([event])[0] if event else None


def named(rows: Sequence[Row[Any]]) -> list[TrailLine]:
    """The same acts with the names of people and the numbers of dossiers."""
    people = faces(key for row in rows for key in (row.actor_id, _person(row)) if key)
    keys = {row.context_id or row.subject_id for row in rows if _in_dossier(row)} - {None}
    numbers: dict[uuid.UUID, str] = {}
    if keys:
        found = select(Dossier.id, Dossier.number).where(Dossier.id.in_(keys))
        numbers = {row.id: row.number for row in db.session.execute(found)}
    return [
        TrailLine(
            row,
            people.get(row.actor_id),
            people.get(_person(row)),
            numbers.get(row.context_id or row.subject_id, ""),
        )
        for row in rows
    ]


def _person(row: Row[Any]) -> Any:
    return row.subject_id if row.subject_type == "user" else None


def _in_dossier(row: Row[Any]) -> bool:
    return row.context_id is not None or row.subject_type == "dossier"


def _thing(words: str) -> uuid.UUID | None:
    """By its key, or the number of a dossier."""
    if not words:
        return None
    known = parse_id(words)
    if known is None:
        known = db.session.scalar(select(Dossier.id).where(Dossier.number == words.upper()))
    if known is None:
        raise Invalid.on("subject", "unknown_thing")
    return known
