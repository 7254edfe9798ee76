"""What a member does with a post of somebody: says thank you, keeps it."""

import uuid
from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.clock import now
from capitune.core.db import HasId, Model, Moment, owned_by


class PostLike(Model):
    """A member says thank you for a post."""

    __tablename__ = "post_likes"

    post_id: Mapped[uuid.UUID] = owned_by("posts.id", index=False, primary_key=True)
    user_id: Mapped[uuid.UUID] = owned_by("users.id", primary_key=True)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)


class PostBookmark(HasId, Model):
    """A member keeps a post; they are read in the order in which they were kept."""

    __tablename__ = "post_bookmarks"
    __table_args__ = (
        Index("uq_post_bookmarks_post_id_user_id", "post_id", "user_id", unique=True),
        Index("ix_post_bookmarks_kept", "user_id", "id"),
    )

    post_id: Mapped[uuid.UUID] = owned_by("posts.id", index=False)
    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False)
