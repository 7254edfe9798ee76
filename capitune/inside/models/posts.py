"""Posts: wide and rarely changed; beside them what changes often, narrow."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Computed, Index, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, DOUBLE_PRECISION, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.clock import now
from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.inside.states import Category, PostStatus

# Built on fold(): accents and capitals are equal; stems by the language it is written in.
_WEIGHED = "setweight(to_tsvector('{0}', fold(title)), 'A') || setweight(to_tsvector('{0}', fold(body)), 'B')"
SEARCH = (
    "CASE WHEN status <> 'published' THEN NULL "
    f"WHEN language = 'en' THEN {_WEIGHED.format('english')} ELSE {_WEIGHED.format('french')} END"
)


class Post(HasId, Model):
    """A post. ``place`` is a UUIDv7 of the moment at which everybody could first read it, the order of the feed;
    None before. ``body_html`` is the HTML of ``body`` as ``render_version`` of ``core.markdown`` makes it, ``excerpt`` how
    a long one begins, in plain text.
    ``tags`` are the addresses of its topics, as ``post_tags`` has them. ``reason`` is what its author reads when the team hid it, or reads it first; ``notice``
    (of ``safety.states.Notice``) what its readers find above it; ``contacts`` the
    fingerprints (``safety.likeness``) of what was masked, by which a fraud is known again. ``version`` is the optimistic lock.
    """

    __tablename__ = "posts"
    __table_args__ = (
        one_of("category", Category),
        one_of("status", PostStatus),
        Index("ix_posts_newest", "place", unique=True, postgresql_where="status = 'published'"),
        Index("ix_posts_category", "category", "place", postgresql_where="status = 'published'"),
        Index("ix_posts_author", "author_id", "place", postgresql_where="status = 'published'"),
        Index("ix_posts_mine", "author_id", "id"),
        Index("ix_posts_held", "id", postgresql_where="status = 'held'"),
        Index("ix_posts_search", "search", postgresql_using="gin"),
    )

    author_id: Mapped[uuid.UUID] = owned_by("users.id", index=False)
    status: Mapped[PostStatus] = mapped_column(EnumText(PostStatus), default=PostStatus.DRAFT)
    category: Mapped[Category | None] = mapped_column(EnumText(Category))
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")
    language: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text, default="")
    body_html: Mapped[str] = mapped_column(Text, default="")
    excerpt: Mapped[str] = mapped_column(Text, default="")
    render_version: Mapped[int] = mapped_column(Integer, default=0)
    place: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    edited_at: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(Text, default="")
    notice: Mapped[str] = mapped_column(Text, default="", server_default="")
    contacts: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")
    version: Mapped[int] = mapped_column(Integer, default=1)
    updated_at: Mapped[datetime] = mapped_column(Moment, default=now, onupdate=now)
    search: Mapped[Any] = mapped_column(TSVECTOR, Computed(SEARCH, persisted=True))

    @property
    def is_published(self) -> bool:
        """Everybody may read it."""
        return self.status is PostStatus.PUBLISHED


class PostStats(Model):
    """What is counted of a post. ``hot`` only changes when something is counted, never with time: see
    ``services.counting``. ``place`` is the post's while everybody may read it, else None.
    """

    __tablename__ = "post_stats"
    __table_args__ = (
        Index("ix_post_stats_hot", "hot", "place", postgresql_where="place IS NOT NULL"),
        Index(
            "ix_post_stats_category_hot",
            "category",
            "hot",
            "place",
            postgresql_where="place IS NOT NULL",
        ),
    )

    post_id: Mapped[uuid.UUID] = owned_by("posts.id", index=False, primary_key=True)
    category: Mapped[Category | None] = mapped_column(EnumText(Category))
    place: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    likes: Mapped[int] = mapped_column(Integer, default=0)
    comments: Mapped[int] = mapped_column(Integer, default=0)
    hot: Mapped[float] = mapped_column(DOUBLE_PRECISION, default=0.0)


class PostRevision(HasId, Model):
    """How a published post read before it was changed; ``version`` is the one it had."""

    __tablename__ = "post_revisions"
    __table_args__ = (
        Index("uq_post_revisions_post_id_version", "post_id", "version", unique=True),
    )

    post_id: Mapped[uuid.UUID] = owned_by("posts.id", index=False)
    version: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
