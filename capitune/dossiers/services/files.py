"""The files of a requirement: which one a version is of, and their order."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid
from capitune.core.events import publish
from capitune.dossiers.events import FilesOrdered
from capitune.dossiers.models import Document, Requirement
from capitune.dossiers.models.catalogue import MOST_FILES
from capitune.dossiers.services.hold import hold
from capitune.dossiers.services.queue import requeue
from capitune.dossiers.states import Kind, Way

SENT = (
    select(
        Document.file_id,
        Document.position,
        Document.kind,
        Document.number,
        Document.needs_translation,
        Document.superseded_at.is_(None).label("counts"),
        Document.deleted_at.is_(None).label("is_there"),
    )
    .where(Document.requirement_id == bindparam("key"))
    .order_by(Document.position, Document.file_id, Document.number)
)


@dataclass(frozen=True, slots=True)
class Target:
    """Which file of a requirement is sent: one more, this one again, or (neither) the one that fits."""

    is_new: bool = False
    file_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a version goes: ``file_id`` None is a file of its own. ``needs_translation`` as its file did."""

    file_id: uuid.UUID | None
    position: int
    number: int
    needs_translation: bool


ANY = Target()


def place_for(requirement: Requirement, kind: Kind, target: Target) -> Place:
    """Where the next version of ``kind`` goes (one statement); the caller holds the dossier.

    Without a target: an original fills the first file that has none, then replaces the only file of a
    requirement that asks for one, or is one more; a translation goes to the first original without one.
    Raises ``Invalid`` (``unknown_file``), ``Conflict`` (``too_many_files``).
    """
    rows = db.session.execute(SENT, {"key": requirement.id}).all()
    file_id = _file(requirement, kind, target, rows)
    if file_id is None:
        position = max((row.position for row in rows), default=0) + 1
        return Place(None, position, 1, needs_translation=False)
    same = [row for row in rows if row.file_id == file_id]
    numbers = [row.number for row in same if row.kind is kind]
    foreign = any(row.needs_translation and row.counts and row.is_there for row in same)
    number = max(numbers, default=0) + 1
    return Place(
        file_id, same[0].position, number, needs_translation=foreign and kind is Kind.ORIGINAL
    )


def _file(
    requirement: Requirement, kind: Kind, target: Target, rows: Sequence[Row[*tuple[Any, ...]]]
) -> uuid.UUID | None:
    known = list(dict.fromkeys(row.file_id for row in rows))
    if target.file_id is not None:
        if target.file_id not in known:
            raise Invalid.on("file_id", "unknown_file")
        return target.file_id
    fitting = None if target.is_new else _fitting(requirement, kind, known, rows)
    if fitting is None and len({row.file_id for row in rows if row.is_there}) >= MOST_FILES:
        raise Conflict(code="too_many_files", facts={"most": MOST_FILES})
    return fitting


def _fitting(
    requirement: Requirement,
    kind: Kind,
    known: list[uuid.UUID],
    rows: Sequence[Row[*tuple[Any, ...]]],
) -> uuid.UUID | None:
    filled = {row.file_id for row in rows if row.kind is kind and row.counts and row.is_there}
    empty = [key for key in known if key not in filled]
    if kind is Kind.TRANSLATION:
        originals = {r.file_id for r in rows if r.kind is Kind.ORIGINAL and r.counts and r.is_there}
        return next((key for key in empty if key in originals), None) or next(iter(known), None)
    replaced = known[:1] if requirement.files == 1 else []
    return next(iter(empty + replaced), None)


def move_file(actor: Actor, document: Document, way: Way) -> None:
    """Move the file of this version one place up or down in its requirement; at the end, it stays.

    Its versions and its translation go with it.
    """
    document = hold(actor, Permission.DOCUMENT_ADD, document)
    requirement = document.requirement
    rows = db.session.execute(SENT, {"key": requirement.id}).all()
    order = list(dict.fromkeys(row.file_id for row in rows if row.is_there))
    before = order.index(document.file_id)
    after = before + (-1 if way is Way.UP else 1)
    if not 0 <= after < len(order):
        return
    order[before], order[after] = order[after], order[before]
    for position, file_id in enumerate(order, start=1):
        moved = update(Document).where(Document.file_id == file_id, Document.position != position)
        db.session.execute(moved.values(position=position))
    requeue(requirement.dossier_id)
    data = {"requirement": requirement.code, "from": before + 1, "to": after + 1}
    subject = ("requirement", requirement.id)
    record(actor, Act.FILES_ORDERED, subject, context_id=requirement.dossier_id, data=data)
    publish(FilesOrdered(requirement.dossier_id, actor.user_id, requirement.id))
