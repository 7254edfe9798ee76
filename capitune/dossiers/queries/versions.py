"""Versions with their uploader and their decision."""

import uuid
from collections.abc import Collection

from sqlalchemy import Uuid, and_, any_, bindparam, or_, select, true
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import aliased

from capitune.accounts.models import User
from capitune.accounts.people import Face
from capitune.core.reads import Read
from capitune.dossiers.marks import restored
from capitune.dossiers.models import Document, Requirement, Review
from capitune.dossiers.queries.audiences import AnySelect
from capitune.dossiers.queries.lines import AnyRow, ReasonLine, ReviewLine, VersionLine
from capitune.dossiers.queries.reviews import REASONS
from capitune.dossiers.states import DocumentStatus, Scan

Uploader, Reviewer = aliased(User), aliased(User)


def _versions() -> AnySelect:
    return (
        select(
            Document.id,
            Document.requirement_id,
            Document.file_id,
            Document.position,
            Document.kind,
            Document.number,
            Document.status,
            Document.version,
            Document.scan,
            Document.preview,
            Document.file_name,
            Document.mime_type,
            Document.size,
            Document.pages,
            Document.sha256,
            Document.created_at,
            Document.superseded_at,
            Document.issued_on,
            Document.expires_on,
            Document.needs_translation,
            Document.duplicate_of_id,
            Document.source_id,
            Document.withdrawn_at,
            Uploader.id.label("uploader_id"),
            Uploader.first_name.label("uploader_first_name"),
            Uploader.last_name.label("uploader_last_name"),
            Uploader.avatar_id.label("uploader_avatar_id"),
            Review.decision,
            Review.comment,
            Review.marks,
            Review.created_at.label("decided_at"),
            Reviewer.id.label("reviewer_id"),
            Reviewer.first_name.label("reviewer_first_name"),
            Reviewer.last_name.label("reviewer_last_name"),
            Reviewer.avatar_id.label("reviewer_avatar_id"),
            REASONS.c.given.label("reasons"),
        )
        .join(Uploader, Uploader.id == Document.uploaded_by_id)
        .outerjoin(Review, and_(Review.document_id == Document.id, Review.ended_at.is_(None)))
        .outerjoin(Reviewer, Reviewer.id == Review.reviewer_id)
        .outerjoin(REASONS, true())
        .where(Document.deleted_at.is_(None))
    )


OF_DOSSIER = Read(
    _versions().where(Document.dossier_id == bindparam("key")).order_by(Document.id.desc())
)
# Those that count, and every one of what may stand open: the other rows show nothing of their past. The twin of
# a version is named beside it.
Failed, Twin = aliased(Document), aliased(Document)
_failed = (Failed.requirement_id == Requirement.id, Failed.scan.in_((Scan.INFECTED, Scan.ERROR)))
_is_twin = select(Twin.id).where(Twin.duplicate_of_id == Document.id).exists()
SHOWN = Read(
    _versions()
    .join(Requirement, Requirement.id == Document.requirement_id)
    .where(
        Document.dossier_id == bindparam("key"),
        or_(
            Document.superseded_at.is_(None),
            Requirement.status == DocumentStatus.REJECTED,
            Requirement.exemption.is_not(None),
            Requirement.id == any_(bindparam("opened", type_=ARRAY(Uuid))),
            select(Failed.id).where(*_failed).exists(),
            _is_twin,
        ),
    )
    .order_by(Document.id.desc())
)
OF_ID = Read(_versions().where(Document.id == bindparam("key")))


def version_lines(
    dossier_id: uuid.UUID, opened: Collection[uuid.UUID] | None = None
) -> list[VersionLine]:
    """Every version of a dossier that was not taken back, newest first (one statement).

    With ``opened``, the requirements whose whole past is shown, only what a page shows: of the others, what
    counts; of those that are refused, excused or failed, all.
    """
    if opened is None:
        return [_line(row) for row in OF_DOSSIER.rows(key=dossier_id)]
    return [_line(row) for row in SHOWN.rows(key=dossier_id, opened=list(opened))]


def version_line(document_id: uuid.UUID) -> VersionLine | None:
    """One version with its uploader and its decision (one statement); None once taken back."""
    row = OF_ID.first(key=document_id)
    return _line(row) if row else None


def _line(row: AnyRow) -> VersionLine:
    return VersionLine(
        id=row.id,
        requirement_id=row.requirement_id,
        file_id=row.file_id,
        position=row.position,
        kind=row.kind,
        number=row.number,
        status=row.status,
        version=row.version,
        scan=row.scan,
        preview=row.preview,
        file_name=row.file_name,
        mime_type=row.mime_type,
        size=row.size,
        pages=row.pages,
        sha256=row.sha256.hex(),
        created_at=row.created_at,
        superseded_at=row.superseded_at,
        issued_on=row.issued_on,
        expires_on=row.expires_on,
        needs_translation=row.needs_translation,
        duplicate_of_id=row.duplicate_of_id,
        uploaded_by=Face(
            row.uploader_id,
            row.uploader_first_name,
            row.uploader_last_name,
            avatar_id=row.uploader_avatar_id,
        ),
        review=_review(row),
        source_id=row.source_id,
        withdrawn_at=row.withdrawn_at,
    )


def _review(row: AnyRow) -> ReviewLine | None:
    """The decision that stands: one at most."""
    if row.decision is None:
        return None
    return ReviewLine(
        document_id=row.id,
        decision=row.decision,
        reasons=tuple(ReasonLine(code, labels) for code, labels in row.reasons or ()),
        comment=row.comment,
        marks=restored(row.marks),
        reviewer=Face(
            row.reviewer_id,
            row.reviewer_first_name,
            row.reviewer_last_name,
            avatar_id=row.reviewer_avatar_id,
        ),
        at=row.decided_at,
    )
