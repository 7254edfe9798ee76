"""The tags there are."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from capitune.core.db import db
from capitune.inside.models import PostTag, Topic

MOST = 500


def topics() -> Sequence[Topic]:
    """Each, by its address (one statement)."""
    return db.session.scalars(select(Topic).order_by(Topic.slug).limit(MOST)).all()


def slugs() -> Sequence[str]:
    """The address of each (one statement)."""
    return db.session.scalars(select(Topic.slug).limit(MOST)).all()


def slugs_of(post_id: uuid.UUID) -> Sequence[str]:
    """The addresses of the tags that this post bears (one statement)."""
    borne = select(Topic.slug).join(PostTag, PostTag.topic_id == Topic.id)
    return db.session.scalars(borne.where(PostTag.post_id == post_id).order_by(Topic.slug)).all()
