"""Searching the whole log: newest first, in the order of the keys, whatever is asked (see ``core.keywalks``)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, or_, select

from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.core.db import db
from capitune.core.keywalks import born, newest_keys
from capitune.core.listing import one_more

COLUMNS = (
    AuditEvent.id,
    AuditEvent.at,
    AuditEvent.act,
    AuditEvent.actor_id,
    AuditEvent.actor_name,
    AuditEvent.actor_role,
    AuditEvent.door,
    AuditEvent.subject_type,
    AuditEvent.subject_id,
    AuditEvent.context_id,
    AuditEvent.data,
    AuditEvent.address,
    AuditEvent.request_id,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; None for anything. ``people``: whose acts, or on whose account. ``thing``: what it was
    done on, or in whose journal it stands. ``since`` is within, ``until`` is not.
    """

    people: tuple[uuid.UUID, ...] | None = None
    thing: uuid.UUID | None = None
    kind: str = ""
    act: Act | None = None
    since: datetime | None = None
    until: datetime | None = None

    @property
    def codes(self) -> dict[str, Any]:
        """The same as ids and codes, without what was left open."""
        said = {
            "people": [str(key) for key in self.people] if self.people is not None else None,
            "thing": str(self.thing) if self.thing else None,
            "kind": self.kind or None,
            "act": self.act.value if self.act else None,
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
        }
        return {name: value for name, value in said.items() if value is not None}


def events(wanted: Wanted, limit: int, after: uuid.UUID | None = None) -> Sequence[Row[Any]]:
    """At most ``limit`` acts and one more, from the one after ``after`` on."""
    if wanted.people == ():
        return []
    newest = AuditEvent.id.desc()
    walks = _walks(wanted)
    conditions = _conditions(wanted, after, people_apart=wanted.thing is None)
    if not walks:
        found: Select[Any] = select(*COLUMNS).where(*conditions)
    else:
        keys = newest_keys(AuditEvent.id, walks, conditions, limit)
        found = select(*COLUMNS).where(AuditEvent.id.in_(keys))
    return db.session.execute(found.order_by(newest).limit(one_more(limit))).all()


def latest(acts: Sequence[Act], limit: int) -> Sequence[Row[Any]]:
    """The last of these acts that a person did, newest first: as many short walks as there are acts."""
    walks = (AuditEvent.act == act for act in acts)
    keys = newest_keys(AuditEvent.id, walks, [AuditEvent.actor_id.is_not(None)], limit)
    found = select(*COLUMNS).where(AuditEvent.id.in_(keys))
    newest = found.order_by(AuditEvent.id.desc()).limit(limit)
    return db.session.execute(newest).all()


def event_by_id(event_id: uuid.UUID) -> Row[Any] | None:
    """One act with all its facts."""
    return db.session.execute(select(*COLUMNS).where(AuditEvent.id == event_id)).first()


def _walks(wanted: Wanted) -> list[ColumnElement[bool]]:
    """One condition for each index to walk: a thing is narrower than a person."""
    if wanted.thing is not None:
        return [AuditEvent.context_id == wanted.thing, AuditEvent.subject_id == wanted.thing]
    columns = (AuditEvent.actor_id, AuditEvent.subject_id)
    return [column == key for key in wanted.people or () for column in columns]


def _conditions(wanted: Wanted, after: uuid.UUID | None, *, people_apart: bool) -> list[Any]:
    found: list[ColumnElement[bool]] = []
    if wanted.people and not people_apart:
        own, on = (AuditEvent.actor_id.in_(wanted.people), AuditEvent.subject_id.in_(wanted.people))
        found.append(or_(own, on))
    if wanted.kind:
        found.append(AuditEvent.subject_type == wanted.kind)
    if wanted.act:
        found.append(AuditEvent.act == wanted.act)
    return found + born(AuditEvent.id, wanted.since, wanted.until, after)
