"""What was sent for a requirement, and what was decided about it."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    Index,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.core.files.previewstates import Preview
from capitune.dossiers.models.requirement import Requirement
from capitune.dossiers.states import Decision, DocumentStatus, Ending, Kind, Scan

STANDING = "ended_at IS NULL"


class Document(HasId, Model):
    """One version of one file. ``number`` counts versions of its kind; a newer one supersedes it.

    ``file_id`` is the first version of the file, whose translation has it too: so the two are a pair. ``position``,
    the same for both, is the file's place in its requirement. ``duplicate_of_id`` is a version of the same dossier
    with the same bytes. ``source_id``: the version of another dossier of the candidate that serves here, whose stored
    file this one shares; ``withdrawn_at``: when the candidate took that back. ``version`` is the optimistic lock of decisions: it rises with each change of status.
    """

    __tablename__ = "documents"
    __table_args__ = (
        UniqueConstraint("file_id", "kind", "number"),
        one_of("kind", Kind),
        one_of("status", DocumentStatus),
        one_of("scan", Scan),
        one_of("preview", Preview),
        CheckConstraint("expires_on IS NULL OR expires_on > issued_on", name="dates"),
        Index("ix_documents_dossier_id_id", "dossier_id", "id"),
        Index("ix_documents_scanning", "id", postgresql_where="scan = 'scanning'"),
    )

    dossier_id: Mapped[uuid.UUID] = owned_by("dossiers.id", index=False)
    requirement_id: Mapped[uuid.UUID] = owned_by("requirements.id")
    uploaded_by_id: Mapped[uuid.UUID] = owned_by("users.id", ondelete="RESTRICT")
    file_id: Mapped[uuid.UUID] = owned_by("documents.id", index=False)
    position: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    kind: Mapped[Kind] = mapped_column(EnumText(Kind), default=Kind.ORIGINAL)
    number: Mapped[int] = mapped_column(Integer)
    status: Mapped[DocumentStatus] = mapped_column(
        EnumText(DocumentStatus), default=DocumentStatus.PENDING
    )
    version: Mapped[int] = mapped_column(Integer, default=1)
    scan: Mapped[Scan] = mapped_column(EnumText(Scan), default=Scan.SCANNING)
    preview: Mapped[Preview] = mapped_column(
        EnumText(Preview), default=Preview.PENDING, server_default=Preview.PENDING
    )
    storage_key: Mapped[str] = mapped_column(Text, index=True)
    file_name: Mapped[str] = mapped_column(Text)
    mime_type: Mapped[str] = mapped_column(Text)
    size: Mapped[int] = mapped_column(BigInteger)
    pages: Mapped[int | None] = mapped_column(Integer)
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    issued_on: Mapped[date | None] = mapped_column(Date)
    expires_on: Mapped[date | None] = mapped_column(Date)
    needs_translation: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    duplicate_of_id: Mapped[uuid.UUID | None] = owned_by("documents.id", ondelete="SET NULL")
    source_id: Mapped[uuid.UUID | None] = owned_by("documents.id", ondelete="SET NULL")
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    superseded_at: Mapped[datetime | None] = mapped_column(Moment)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)

    requirement: Mapped[Requirement] = relationship(lazy="raise")

    @property
    def is_current(self) -> bool:
        """The version that counts for its kind."""
        return self.superseded_at is None and self.deleted_at is None

    @property
    def is_readable(self) -> bool:
        """Scanned and clean: without this nobody opens it."""
        return self.scan is Scan.CLEAN and self.deleted_at is None


class Review(HasId, Model):
    """A decision on a version: what it says is never changed, and it is never deleted.

    At most one stands at a time. One that stands no longer says since when, why and by whom.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        one_of("decision", Decision),
        one_of("ending", Ending),
        CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", "ended"),
        Index("ix_reviews_reviewer_id_created_at", "reviewer_id", "created_at"),
        Index("uq_reviews_standing", "document_id", unique=True, postgresql_where=STANDING),
    )

    document_id: Mapped[uuid.UUID] = owned_by("documents.id")
    reviewer_id: Mapped[uuid.UUID] = owned_by("users.id", ondelete="RESTRICT", index=False)
    decision: Mapped[Decision] = mapped_column(EnumText(Decision))
    reasons: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    comment: Mapped[str] = mapped_column(Text, default="")
    marks: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list, server_default="[]")
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_by_id: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="RESTRICT")
    ending: Mapped[Ending | None] = mapped_column(EnumText(Ending))
