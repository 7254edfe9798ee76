"""Posts by their key, and how many somebody wrote."""

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select

from capitune.core.db import db
from capitune.inside.models import Post, PostRevision
from capitune.inside.states import PostStatus


def post_by_id(post_id: uuid.UUID, *, lock: bool = False) -> Post | None:
    """The post; with ``lock``, held and fresh until the unit of work ends."""
    found = select(Post).where(Post.id == post_id)
    if lock:
        found = found.with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(found).first()


def written_by(author_id: uuid.UUID, status: PostStatus, most: int) -> int:
    """How many posts of theirs stand so; counted to ``most`` and no further (one statement)."""
    theirs = select(Post.id).where(Post.author_id == author_id, Post.status == status).limit(most)
    return db.session.scalar(select(func.count()).select_from(theirs.subquery())) or 0


def published_by(author_id: uuid.UUID, most: int) -> int:
    """How many posts of theirs everybody may read; counted to ``most``."""
    return written_by(author_id, PostStatus.PUBLISHED, most)


def revisions_of(post_id: uuid.UUID) -> Sequence[PostRevision]:
    """How it read before, the last first; a hundred at most (one statement)."""
    asked = select(PostRevision).where(PostRevision.post_id == post_id)
    return db.session.scalars(asked.order_by(PostRevision.version.desc()).limit(100)).all()
