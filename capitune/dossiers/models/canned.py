"""What a professional writes often."""

import uuid

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import HasId, Model, owned_by


class CannedReply(HasId, Model):
    """A text of a professional's own, to begin a message with. ``body`` may hold names of facts in braces, which
    the dossier fills (``words.canned``).
    """

    __tablename__ = "canned_replies"
    __table_args__ = (Index("ix_canned_replies_user_id_title", "user_id", "title"),)

    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False)
    title: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
