"""What a candidate gave, and which of their dossiers it serves."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, literal_column, or_, select
from sqlalchemy.orm import aliased

from capitune.core.db import db
from capitune.core.reads import Read
from capitune.dossiers.models import Document, Dossier, Requirement
from capitune.dossiers.queries.lines import AnyRow, Labels
from capitune.dossiers.states import DocumentStatus, Kind, Scan

GIVEN = (DocumentStatus.RECEIVED, DocumentStatus.VALIDATED)
MOST = 500  # of versions on the page of a vault: ten dossiers of forty documents, and room
Copy, Target, Where = aliased(Document), aliased(Requirement), aliased(Dossier)
_counts = (
    Document.deleted_at.is_(None),
    Document.superseded_at.is_(None),
    Document.scan == Scan.CLEAN,
    Document.status.in_(GIVEN),
    Document.source_id.is_(None),
)
_stands = (Copy.deleted_at.is_(None), Copy.withdrawn_at.is_(None))
COLUMNS = (
    Document.id,
    Document.dossier_id,
    Requirement.code,
    Requirement.labels,
    Document.kind,
    Document.file_name,
    Document.status,
    Document.expires_on,
    Document.created_at,
    Dossier.number,
    Dossier.title,
)
_mine = (
    select(*COLUMNS)
    .join(Requirement, Requirement.id == Document.requirement_id)
    .join(Dossier, Dossier.id == Document.dossier_id)
    .where(Dossier.candidate_id == bindparam("candidate_id"), *_counts)
)
# The versions that serve here already, whatever became of them there.
_here = select(Copy.source_id).where(
    Copy.dossier_id == bindparam("dossier_id"), Copy.source_id.is_not(None), *_stands
)
_asked_here = select(Target.code).where(Target.dossier_id == bindparam("dossier_id"))
# What may serve in ``dossier_id``: received or validated elsewhere, valid on ``day``, not serving here yet.
OFFERED = (
    _mine.where(
        Document.dossier_id != bindparam("dossier_id"),
        Requirement.code.in_(_asked_here),
        Document.id.not_in(_here),
        or_(Document.expires_on.is_(None), Document.expires_on >= bindparam("day")),
    )
    .order_by(Document.id.desc())
    .limit(literal_column(str(MOST)))
)
KEPT = Read(_mine.order_by(Document.id.desc()).limit(literal_column(str(MOST))))
SERVES = Read(
    select(
        Copy.id,
        Copy.source_id,
        Copy.status,
        Copy.created_at,
        Copy.requirement_id,
        Where.id.label("dossier_id"),
        Where.number,
        Where.title,
    )
    .join(Where, Where.id == Copy.dossier_id)
    .where(Where.candidate_id == bindparam("candidate_id"), Copy.source_id.is_not(None), *_stands)
    .order_by(Copy.id)
)
SERVED = (
    select(Where.number)
    .join(Copy, Copy.dossier_id == Where.id)
    .where(Copy.source_id == bindparam("key"), *_stands)
    .order_by(Where.number)
)
SHARED = select(func.count()).where(
    Document.storage_key == bindparam("storage_key"),
    Document.id != bindparam("key"),
    Document.deleted_at.is_(None),
    Document.scan.in_((Scan.SCANNING, Scan.CLEAN)),
)


@dataclass(frozen=True, slots=True)
class Serving:
    """A dossier in which a version serves: ``id`` is the version there."""

    id: uuid.UUID
    status: DocumentStatus
    since: datetime
    requirement_id: uuid.UUID
    dossier_id: uuid.UUID
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A version that its candidate gave in a dossier, and where else it serves."""

    id: uuid.UUID
    dossier_id: uuid.UUID
    code: str
    labels: Labels
    kind: Kind
    file_name: str
    status: DocumentStatus
    expires_on: date | None
    sent_at: datetime
    number: str
    title: str
    serves: tuple[Serving, ...] = ()


def vault_of(candidate_id: uuid.UUID) -> list[Kept]:
    """Everything a candidate gave that counts, with where it serves (two statements)."""
    serves: dict[uuid.UUID, list[Serving]] = defaultdict(list)
    for row in SERVES.rows(candidate_id=candidate_id):
        serves[row.source_id].append(
            Serving(
                row.id,
                row.status,
                row.created_at,
                row.requirement_id,
                row.dossier_id,
                row.number,
                row.title,
            )
        )
    rows = KEPT.rows(candidate_id=candidate_id)
    return [kept_of(row, tuple(serves.get(row.id, ()))) for row in rows]


def serving(document_id: uuid.UUID) -> list[str]:
    """The numbers of the dossiers in which this version serves now (one statement)."""
    return list(db.session.scalars(SERVED, {"key": document_id}))


def serves_in(document_id: uuid.UUID, dossier_id: uuid.UUID) -> bool:
    """It serves in that dossier now (one statement)."""
    wanted = (Copy.source_id == document_id, Copy.dossier_id == dossier_id, *_stands)
    return bool(db.session.scalar(select(func.count()).select_from(Copy).where(*wanted)))


def is_shared(document: Document) -> bool:
    """Another version needs the same stored file (one statement)."""
    parameters = {"storage_key": document.storage_key, "key": document.id}
    return bool(db.session.scalar(SHARED, parameters))


def kept_of(row: AnyRow, serves: tuple[Serving, ...] = ()) -> Kept:
    """The line of a row that begins with ``COLUMNS``."""
    made: Any = Kept
    kept: Kept = made(*row[: len(COLUMNS)], serves)
    return kept
