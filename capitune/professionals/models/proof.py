"""A file that a professional sends to support a credential."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.core.files.previewstates import Preview
from capitune.core.files.signatures import UNPAINTED
from capitune.professionals.models.credential import Credential
from capitune.professionals.states import ProofScan


class Proof(HasId, Model):
    """One file: opened by nobody until it was scanned and found clean."""

    __tablename__ = "credential_proofs"
    __table_args__ = (
        one_of("scan", ProofScan),
        one_of("preview", Preview),
        Index("ix_credential_proofs_credential_id_id", "credential_id", "id"),
    )

    credential_id: Mapped[uuid.UUID] = owned_by("credentials.id", index=False)
    scan: Mapped[ProofScan] = mapped_column(EnumText(ProofScan), default=ProofScan.SCANNING)
    preview: Mapped[Preview] = mapped_column(
        EnumText(Preview), default=Preview.PENDING, server_default=Preview.PENDING
    )
    storage_key: Mapped[str] = mapped_column(Text, index=True)
    file_name: Mapped[str] = mapped_column(Text)
    mime_type: Mapped[str] = mapped_column(Text)
    size: Mapped[int] = mapped_column(BigInteger)
    pages: Mapped[int | None] = mapped_column(Integer)
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)

    credential: Mapped[Credential] = relationship(lazy="raise")

    @property
    def is_readable(self) -> bool:
        """Scanned and clean: without this nobody opens it."""
        return self.scan is ProofScan.CLEAN and self.deleted_at is None

    @property
    def is_shown(self) -> bool:
        """Its pages can be shown as pictures: read only what a browser may open, never a Word document."""
        is_drawable = self.preview is not Preview.FAILED and self.mime_type not in UNPAINTED
        return self.is_readable and is_drawable
