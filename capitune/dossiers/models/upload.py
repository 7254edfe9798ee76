"""A file on its way: sent in parts straight to the store, a version once it is whole and judged."""

import uuid
from datetime import timedelta

from sqlalchemy import BigInteger, Boolean, Index, LargeBinary, Text, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from capitune.core.db import EnumText, HasId, Model, one_of, owned_by
from capitune.dossiers.models.requirement import Requirement
from capitune.dossiers.states import Kind

LIFE = timedelta(hours=24)


class Upload(HasId, Model):
    """It lives for ``LIFE``. ``document_id`` is the version it has become.

    ``file_name`` and ``size`` (bytes) are as announced; ``fingerprint`` is what its sender made of the file,
    to know it again when it is chosen once more. ``is_new`` and ``file_id`` say which file of the requirement it is.
    """

    __tablename__ = "uploads"
    __table_args__ = (one_of("kind", Kind), Index("ix_uploads_created_at", "created_at"))

    requirement_id: Mapped[uuid.UUID] = owned_by("requirements.id")
    kind: Mapped[Kind] = mapped_column(EnumText(Kind), default=Kind.ORIGINAL)
    file_id: Mapped[uuid.UUID | None] = owned_by("documents.id", ondelete="SET NULL")
    is_new: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    file_name: Mapped[str] = mapped_column(Text)
    size: Mapped[int] = mapped_column(BigInteger)
    fingerprint: Mapped[bytes | None] = mapped_column(LargeBinary)
    storage_key: Mapped[str] = mapped_column(Text, index=True)
    store_id: Mapped[str] = mapped_column(Text)
    document_id: Mapped[uuid.UUID | None] = owned_by("documents.id")

    requirement: Mapped[Requirement] = relationship(lazy="raise")
