"""What a professional looks for again and again."""

import uuid

from sqlalchemy import Boolean, Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import HasId, Model, owned_by


class SavedView(HasId, Model):
    """Filters of the pipeline under a name; ``chosen`` are words of an address, read as those of an address
    are (``sought``): what has lost its meaning since is left out. ``folded`` as of a ``Tag``.
    """

    __tablename__ = "saved_views"
    __table_args__ = (Index("ix_saved_views_user_id_folded", "user_id", "folded", unique=True),)

    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False)
    name: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)
    is_list: Mapped[bool] = mapped_column(Boolean)
    chosen: Mapped[dict[str, str]] = mapped_column(JSONB)
