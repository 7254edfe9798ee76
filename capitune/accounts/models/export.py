"""Copies of one's data that were asked for."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from capitune.accounts.states import ExportStatus
from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by


class Export(HasId, Model):
    """One copy: an archive in storage, deleted when ``expires_at`` has come. One at a time is prepared."""

    __tablename__ = "exports"
    __table_args__ = (
        one_of("status", ExportStatus),
        Index("ix_exports_user_id_id", "user_id", "id"),
        Index(
            "uq_exports_preparing",
            "user_id",
            unique=True,
            postgresql_where="status = 'preparing'",
        ),
    )

    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False)
    status: Mapped[ExportStatus] = mapped_column(
        EnumText(ExportStatus), default=ExportStatus.PREPARING
    )
    storage_key: Mapped[str] = mapped_column(Text, index=True)
    size: Mapped[int | None] = mapped_column(BigInteger)
    ready_at: Mapped[datetime | None] = mapped_column(Moment)
    expires_at: Mapped[datetime | None] = mapped_column(Moment)

    def is_ready_at(self, moment: datetime) -> bool:
        """It can be taken away."""
        ready = self.status is ExportStatus.READY
        return ready and self.expires_at is not None and self.expires_at > moment
