"""What people agreed to."""

import uuid

from sqlalchemy import Boolean, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from capitune.accounts.states import Purpose
from capitune.core.db import EnumText, HasId, Model, one_of, owned_by


class Consent(HasId, Model):
    """That a person agreed (or not) to one purpose, to which text, when and from where."""

    __tablename__ = "consents"
    __table_args__ = (
        one_of("purpose", Purpose),
        Index(
            "ix_consents_terms",
            "text_version",
            "user_id",
            postgresql_where="purpose = 'terms' AND granted",
        ),
    )

    user_id: Mapped[uuid.UUID] = owned_by("users.id")
    purpose: Mapped[Purpose] = mapped_column(EnumText(Purpose))
    granted: Mapped[bool] = mapped_column(Boolean)
    text_version: Mapped[str] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)
