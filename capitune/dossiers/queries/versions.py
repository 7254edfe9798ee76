"""Versions with their uploader and their decision."""

import uuid
from collections.abc import Collection

from sqlalchemy import Uuid, and_, any_, bindparam, or_, select, true
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import aliased

from capitune.accounts.models import User
from capitune.accounts.people import Face
from capitune.accounts.queries import faces
from capitune.core.reads import Read
from capitune.dossiers.marks import restored
from capitune.dossiers.models import Document, Requirement, Review
from capitune.dossiers.queries.lines import (
    AnyRow,
    KnownDossier,
    ReasonLine,
    ReviewLine,
    VersionLine,
)
from capitune.dossiers.queries.reviews import REASONS
from capitune.dossiers.states import DocumentStatus, Scan

Uploader, Reviewer = aliased(User), aliased(User)


FACTS = (
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
    Document.uploaded_by_id,
    Review.decision,
    Review.comment,
    Review.marks,
    Review.created_at.label("decided_at"),
    Review.reviewer_id,
    REASONS.c.given.label("reasons"),
)
NAMES = (
    Uploader.first_name.label("uploader_first_name"),
    Uploader.last_name.label("uploader_last_name"),
    Uploader.avatar_id.label("uploader_avatar_id"),
    Reviewer.first_name.label("reviewer_first_name"),
    Reviewer.last_name.label("reviewer_last_name"),
    Reviewer.avatar_id.label("reviewer_avatar_id"),
)
# The decision that stands, with its reasons; people by their ids, or with their names too.
DECIDED = and_(Review.document_id == Document.id, Review.ended_at.is_(None))
BARE = select(*FACTS).select_from(Document).outerjoin(Review, DECIDED).outerjoin(REASONS, true())
NAMED = (
    select(*FACTS, *NAMES)
    .select_from(Document)
    .join(Uploader, Uploader.id == Document.uploaded_by_id)
    .outerjoin(Review, DECIDED)
    .outerjoin(Reviewer, Reviewer.id == Review.reviewer_id)
    .outerjoin(REASONS, true())
    .where(Document.deleted_at.is_(None))
)
OF_DOSSIER = Read(NAMED.where(Document.dossier_id == bindparam("key")).order_by(Document.id.desc()))
# Those that count, and every one of what may stand open: the other rows show nothing of their past. The twin of
# a version is named beside it.
Failed, Twin = aliased(Document), aliased(Document)
# Asked once for the dossier, not once for each version.
_failed = select(Failed.requirement_id).where(
    Failed.dossier_id == bindparam("key"), Failed.scan.in_((Scan.INFECTED, Scan.ERROR))
)
_twins = select(Twin.duplicate_of_id).where(
    Twin.dossier_id == bindparam("key"), Twin.duplicate_of_id.is_not(None)
)
SHOWN = Read(
    BARE.join(Requirement, Requirement.id == Document.requirement_id)
    .where(
        Document.deleted_at.is_(None),
        Document.dossier_id == bindparam("key"),
        Requirement.dossier_id == bindparam("key"),
        or_(
            Document.superseded_at.is_(None),
            Requirement.status == DocumentStatus.REJECTED,
            Requirement.exemption.is_not(None),
            Requirement.id == any_(bindparam("opened", type_=ARRAY(Uuid))),
            Requirement.id.in_(_failed),
            Document.id.in_(_twins),
        ),
    )
    .order_by(Document.id.desc())
)
OF_ID = Read(NAMED.where(Document.id == bindparam("key")))


def version_lines(dossier_id: uuid.UUID) -> list[VersionLine]:
    """Every version of a dossier that was not taken back, newest first (one statement)."""
    return [_named(row) for row in OF_DOSSIER.rows(key=dossier_id)]


def shown_versions(known: KnownDossier, opened: Collection[uuid.UUID]) -> list[VersionLine]:
    """What a page shows of them (one statement): the whole past of the requirements ``opened`` and of those that
    are refused, excused or failed; of the others, what counts. Who sent and who decided is known of the dossier;
    one more statement for whoever is not.
    """
    rows = SHOWN.rows(key=known.id, opened=list(opened))
    people, named = known.people, {row.uploaded_by_id for row in rows}
    named |= {row.reviewer_id for row in rows if row.reviewer_id}
    if missing := named - people.keys():
        people = people | faces(missing)
    return [_line(row, people[row.uploaded_by_id], people.get(row.reviewer_id)) for row in rows]


def version_line(document_id: uuid.UUID) -> VersionLine | None:
    """One version with its uploader and its decision (one statement); None once taken back."""
    row = OF_ID.first(key=document_id)
    return _named(row) if row else None


def _named(row: AnyRow) -> VersionLine:
    uploader = Face(
        row.uploaded_by_id,
        row.uploader_first_name,
        row.uploader_last_name,
        avatar_id=row.uploader_avatar_id,
    )
    reviewer = row.reviewer_id and Face(
        row.reviewer_id,
        row.reviewer_first_name,
        row.reviewer_last_name,
        avatar_id=row.reviewer_avatar_id,
    )
    return _line(row, uploader, reviewer)


def _line(row: AnyRow, uploader: Face, reviewer: Face | None) -> VersionLine:
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
        uploaded_by=uploader,
        review=_review(row, reviewer),
        source_id=row.source_id,
        withdrawn_at=row.withdrawn_at,
    )


def _review(row: AnyRow, reviewer: Face | None) -> ReviewLine | None:
    """The decision that stands: one at most."""
    if reviewer is None:
        return None
    return ReviewLine(
        document_id=row.id,
        decision=row.decision,
        reasons=tuple(ReasonLine(code, labels) for code, labels in row.reasons or ()),
        comment=row.comment,
        marks=restored(row.marks),
        reviewer=reviewer,
        at=row.decided_at,
    )
