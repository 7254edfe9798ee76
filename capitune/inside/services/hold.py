"""Holding a post while it changes."""

import uuid

from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.errors import Conflict, NotFound
from capitune.inside.models import Comment, Post
from capitune.inside.queries.posts import post_by_id


def hold(actor: Actor, permission: Permission, key: uuid.UUID) -> Post:
    """The post, fresh and locked until the unit of work ends, once the actor may. Raises ``NotFound``, ``Refused``."""
    post = post_by_id(key, lock=True)
    if post is None:
        raise NotFound
    require(actor, permission, post)
    return post


def require_version(found: Post | Comment, version: int | None) -> None:
    """Raises ``Conflict`` (``stale_version``) unless it stands at ``version``, or whoever asks names none."""
    if version is not None and found.version != version:
        raise Conflict(code="stale_version", facts={"version": found.version})
