"""When one of the team looks into a dossier that is none of theirs."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import HasId, Model, Moment, owned_by


class GlassGrant(HasId, Model):
    """An admin may read the list of documents and the conversation of this dossier ``until`` then, for this
    ``reason``, which its candidate was told; ``ended_at`` when they ended it before.
    """

    __tablename__ = "glass_grants"
    __table_args__ = (
        CheckConstraint("until > created_at", name="until"),
        Index("ix_glass_grants_admin_id_dossier_id", "admin_id", "dossier_id", "until"),
    )

    dossier_id: Mapped[uuid.UUID] = owned_by("dossiers.id")
    admin_id: Mapped[uuid.UUID] = owned_by("users.id", ondelete="RESTRICT", index=False)
    reason: Mapped[str] = mapped_column(Text)
    until: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    def runs_at(self, moment: datetime) -> bool:
        """True while it may be used."""
        return self.ended_at is None and moment < self.until
