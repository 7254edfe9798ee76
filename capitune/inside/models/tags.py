"""The tags that posts may bear: a list of the team's, not of the members'."""

import uuid

from sqlalchemy import Index, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import HasId, Model, owned_by


class Topic(HasId, Model):
    """A tag: its address, and its name in both languages."""

    __tablename__ = "topics"

    slug: Mapped[str] = mapped_column(Text, unique=True)
    name_fr: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)


class PostTag(Model):
    """A post bears a tag. ``place`` is the post's while everybody may read it, else None."""

    __tablename__ = "post_tags"
    __table_args__ = (
        Index("ix_post_tags_newest", "topic_id", "place", postgresql_where="place IS NOT NULL"),
    )

    post_id: Mapped[uuid.UUID] = owned_by("posts.id", index=False, primary_key=True)
    topic_id: Mapped[uuid.UUID] = owned_by("topics.id", primary_key=True)
    place: Mapped[uuid.UUID | None] = mapped_column(Uuid)
