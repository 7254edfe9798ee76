"""What a dossier holds, for taking it away."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from capitune.accounts.models import User
from capitune.core.db import db
from capitune.dossiers.models import Document, Dossier, Requirement
from capitune.dossiers.queries.lines import Labels
from capitune.dossiers.states import DocumentStatus, Kind, Scan, counts

ASKED = (
    select(
        Requirement.id,
        Requirement.labels,
        Requirement.status,
        Requirement.necessity,
        Requirement.exemption,
        Requirement.is_triggered,
    )
    .where(Requirement.dossier_id == bindparam("key"))
    .order_by(Requirement.position)
)
NAME = (
    select(User.first_name, User.last_name)
    .join(Dossier, Dossier.candidate_id == User.id)
    .where(Dossier.id == bindparam("key"))
)
SENT = (
    select(
        Document.requirement_id,
        Document.position,
        Document.kind,
        Document.number,
        Document.status,
        Document.scan,
        Document.storage_key,
        Document.mime_type,
        Document.size,
        Document.sha256,
        Document.created_at,
        Document.superseded_at,
    )
    .where(Document.dossier_id == bindparam("key"), Document.deleted_at.is_(None))
    .order_by(Document.position, Document.file_id, Document.kind, Document.number.desc())
)


@dataclass(frozen=True, slots=True)
class SentFile:
    """A version as it goes into an archive. ``place``: of its file in the requirement."""

    place: int
    kind: Kind
    number: int
    status: DocumentStatus
    scan: Scan
    storage_key: str
    mime_type: str
    size: int
    sha256: bytes
    sent_at: datetime
    is_current: bool


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A requirement, its ``number`` in the dossier (from 1), and every version that was not taken back."""

    number: int
    labels: Labels
    status: DocumentStatus
    is_counted: bool
    files: tuple[SentFile, ...]

    @property
    def places(self) -> int:
        """How many files there are, versions and translations apart."""
        return len({file.place for file in self.files})


def exported(dossier_id: uuid.UUID) -> list[AskedFor]:
    """Everything the dossier asks for, in order, with what was sent (two statements)."""
    sent: dict[uuid.UUID, list[SentFile]] = {}
    for row in db.session.execute(SENT, {"key": dossier_id}):
        sent.setdefault(row.requirement_id, []).append(
            SentFile(
                row.position,
                row.kind,
                row.number,
                row.status,
                row.scan,
                row.storage_key,
                row.mime_type,
                row.size,
                bytes(row.sha256),
                row.created_at,
                row.superseded_at is None,
            )
        )
    asked = db.session.execute(ASKED, {"key": dossier_id}).all()
    return [
        AskedFor(
            number,
            row.labels,
            row.status,
            counts(row.necessity, row.exemption, is_triggered=row.is_triggered),
            tuple(sent.get(row.id, ())),
        )
        for number, row in enumerate(asked, start=1)
    ]


def candidate_name(dossier_id: uuid.UUID) -> tuple[str, str]:
    """First and last name of whose dossier it is (one statement)."""
    first, last = db.session.execute(NAME, {"key": dossier_id}).one()
    return first, last
