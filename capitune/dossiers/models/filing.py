"""What is prepared for submission: a PDF for each document asked for."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.dossiers.states import FilingStatus


class Filing(HasId, Model):
    """One archive of PDFs, deleted when ``expires_at`` has come or when a newer one is asked for.

    ``made`` counts its PDFs; ``left_out`` says what has none, or not all it should: the number and labels of the
    requirement, a code, which file and which page.
    """

    __tablename__ = "filings"
    __table_args__ = (
        one_of("status", FilingStatus),
        Index("ix_filings_dossier_id_id", "dossier_id", "id"),
        Index(
            "uq_filings_preparing",
            "dossier_id",
            unique=True,
            postgresql_where="status = 'preparing'",
        ),
    )

    dossier_id: Mapped[uuid.UUID] = owned_by("dossiers.id", index=False)
    asked_by_id: Mapped[uuid.UUID] = owned_by("users.id", ondelete="RESTRICT")
    language: Mapped[str] = mapped_column(Text)
    status: Mapped[FilingStatus] = mapped_column(
        EnumText(FilingStatus), default=FilingStatus.PREPARING
    )
    storage_key: Mapped[str] = mapped_column(Text, index=True)
    size: Mapped[int | None] = mapped_column(BigInteger)
    made: Mapped[int] = mapped_column(Integer, default=0)
    left_out: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    ready_at: Mapped[datetime | None] = mapped_column(Moment)
    expires_at: Mapped[datetime | None] = mapped_column(Moment)

    def is_ready_at(self, moment: datetime) -> bool:
        """It can be taken away."""
        ready = self.status is FilingStatus.READY
        return ready and self.expires_at is not None and self.expires_at > moment
