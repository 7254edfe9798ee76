"""Saying thank you for a post, keeping it: twice is once, whoever is at it at the same time."""

import uuid

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import NotFound
from capitune.core.events import publish
from capitune.core.ids import new_id
from capitune.inside.events import PostReacted, PostThanked
from capitune.inside.models import Post, PostBookmark, PostLike
from capitune.inside.queries.posts import post_by_id
from capitune.inside.services.counting import count


def like(actor: Actor, key: uuid.UUID) -> None:
    """Say thank you for it. Raises ``NotFound``, ``Refused`` (``post_not_published``)."""
    post = _reacted(actor, key)
    row = insert(PostLike).values(post_id=post.id, user_id=actor.user_id, created_at=now())
    written = db.session.execute(row.on_conflict_do_nothing().returning(PostLike.post_id))
    if written.first():
        count(post.id, likes=1)
        publish(PostReacted(post.id))
        if actor.user_id:
            publish(PostThanked(post.id, actor.user_id))


def unlike(actor: Actor, key: uuid.UUID) -> None:
    """Take it back."""
    post = _reacted(actor, key)
    mine = delete(PostLike).where(PostLike.post_id == post.id, PostLike.user_id == actor.user_id)
    if db.session.execute(mine.returning(PostLike.post_id)).first():
        count(post.id, likes=-1)
        publish(PostReacted(post.id))


def bookmark(actor: Actor, key: uuid.UUID) -> None:
    """Keep it, to find it again. Raises as ``like``."""
    post = _reacted(actor, key)
    row = insert(PostBookmark).values(
        id=new_id(), post_id=post.id, user_id=actor.user_id, created_at=now()
    )
    db.session.execute(row.on_conflict_do_nothing(index_elements=["post_id", "user_id"]))


def unbookmark(actor: Actor, key: uuid.UUID) -> None:
    """Keep it no longer."""
    post = _reacted(actor, key)
    mine = (PostBookmark.post_id == post.id, PostBookmark.user_id == actor.user_id)
    db.session.execute(delete(PostBookmark).where(*mine))


def _reacted(actor: Actor, key: uuid.UUID) -> Post:
    post = post_by_id(key)
    if post is None:
        raise NotFound
    require(actor, Permission.POST_REACT, post)
    return post
