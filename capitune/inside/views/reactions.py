"""Saying thank you, keeping: the row of acts comes back as it stands; without a script, the post."""

import uuid
from collections.abc import Callable

from flask import Response

from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.errors import NotFound
from capitune.core.htmx import fragment, go
from capitune.core.http import is_htmx
from capitune.inside import paths, services
from capitune.inside.models import Post
from capitune.inside.queries.feed import card
from capitune.inside.queries.posts import post_by_id
from capitune.inside.views.blueprint import bp

HERE = f"{paths.POSTS}/<uuid:post_id>"


@bp.post(f"{HERE}/like")
@access(Permission.POST_REACT, subject=post_by_id)
def like(post: Post) -> Response:
    """Say thank you."""
    return _done(services.like, post)


@bp.post(f"{HERE}/unlike")
@access(Permission.POST_REACT, subject=post_by_id)
def unlike(post: Post) -> Response:
    """Take it back."""
    return _done(services.unlike, post)


@bp.post(f"{HERE}/bookmark")
@access(Permission.POST_REACT, subject=post_by_id)
def bookmark(post: Post) -> Response:
    """Keep it."""
    return _done(services.bookmark, post)


@bp.post(f"{HERE}/unbookmark")
@access(Permission.POST_REACT, subject=post_by_id)
def unbookmark(post: Post) -> Response:
    """Keep it no longer."""
    return _done(services.unbookmark, post)


def _done(act: Callable[[Actor, uuid.UUID], None], post: Post) -> Response:
    actor = current_actor()
    act(actor, post.id)
    if not is_htmx():
        return go(paths.to_post(post.id))
    row = card(actor.user_id, post.id)
    if row is None:
        raise NotFound
    return fragment("inside/_acts.html", post=row, may_react=True)
