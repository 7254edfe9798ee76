"""Posts of the community: read, written, changed, deleted, thanked for, kept."""

import uuid
from collections.abc import Callable
from typing import Any

from flask import Response, request

from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.presenters import posts as present
from capitune.api.replies import created, listed, nothing, reply
from capitune.api.spec import ReadingPosts, operation
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.db import db
from capitune.core.errors import Invalid, NotFound
from capitune.core.ids import parse_id
from capitune.core.listing import limit_of
from capitune.inside import services
from capitune.inside.models import Post
from capitune.inside.queries.feed import Wanted, card, feed
from capitune.inside.queries.posts import post_by_id
from capitune.inside.states import Category, Pile, Sort
from capitune.inside.typed import Said

TAG = "inside"
HERE = "/posts/<uuid:post_id>"
PILES = frozenset(Pile) - {Pile.HELD}


@bp.get("/posts")
@access(Permission.INSIDE_READ)
@operation(200, shapes.Posts, tag=TAG, paged=ReadingPosts)
def list_posts() -> Response:
    """What everybody may read, the newest or the most thanked for first."""
    asked = request.args
    wanted = Wanted(
        category=_one_of(Category, asked.get("category", ""), "category", "unknown_category"),
        tag=asked.get("tag") or None,
        q=asked.get("q", "").strip(),
        author=_author(asked.get("author", "")),
        pile=_pile(asked.get("pile", "")),
        sort=_one_of(Sort, asked.get("sort", ""), "sort", "unknown_sort") or Sort.NEWEST,
    )
    page = feed(current_actor().user_id, wanted, limit_of(asked.get("limit")), asked.get("after"))
    return listed(present.posts(page))


@bp.post("/posts")
@access(Permission.POST_WRITE)
@operation(201, shapes.Post, tag=TAG, refuses=(409,))
def publish_post(json: bodies.NewPost) -> Response:
    """Publish one; the first two of a new member wait for the team (``status`` is ``held``)."""
    said = Said(json.title, json.body, json.category, tuple(json.tags))
    post = services.publish(current_actor(), said, mask=json.mask)
    return created(_shown(post.id), f"/api/posts/{post.id}")


@bp.get(HERE)
@access(Permission.POST_READ, subject=post_by_id)
@operation(200, shapes.Post, tag=TAG)
def read_post(post: Post) -> Response:
    """One of them."""
    return reply(_shown(post.id))


@bp.patch(HERE)
@access(Permission.POST_EDIT, subject=post_by_id)
@operation(200, shapes.Post, tag=TAG, refuses=(409,))
def change_post(post: Post, json: bodies.PostChanges) -> Response:
    """Change one's own; what is not sent stays. A stale ``version`` is refused (409)."""
    sent: dict[str, Any] = json.model_dump(exclude_unset=True, exclude={"version", "mask"})
    said = Said(
        title=sent.get("title", post.title),
        body=sent.get("body", post.body),
        category=sent.get("category", post.category.value if post.category else ""),
        tags=tuple(sent.get("tags", post.tags)),
    )
    services.change_post(current_actor(), said, key=post.id, version=json.version, mask=json.mask)
    return reply(_shown(post.id))


@bp.delete(HERE)
@access(Permission.POST_DELETE, subject=post_by_id)
@operation(204, tag=TAG)
def delete_post(post: Post) -> Response:
    """Delete one's own."""
    services.delete_post(current_actor(), post.id)
    return nothing()


@bp.put(f"{HERE}/like")
@access(Permission.POST_REACT, subject=post_by_id)
@operation(200, shapes.Post, tag=TAG)
def like_post(post: Post) -> Response:
    """Say thank you; twice is once."""
    return _done(services.like, post)


@bp.delete(f"{HERE}/like")
@access(Permission.POST_REACT, subject=post_by_id)
@operation(200, shapes.Post, tag=TAG)
def unlike_post(post: Post) -> Response:
    """Take it back; twice is once."""
    return _done(services.unlike, post)


@bp.put(f"{HERE}/bookmark")
@access(Permission.POST_REACT, subject=post_by_id)
@operation(200, shapes.Post, tag=TAG)
def bookmark_post(post: Post) -> Response:
    """Keep it; twice is once."""
    return _done(services.bookmark, post)


@bp.delete(f"{HERE}/bookmark")
@access(Permission.POST_REACT, subject=post_by_id)
@operation(200, shapes.Post, tag=TAG)
def unbookmark_post(post: Post) -> Response:
    """Keep it no longer; twice is once."""
    return _done(services.unbookmark, post)


def _done(act: Callable[[Actor, uuid.UUID], None], post: Post) -> Response:
    act(current_actor(), post.id)
    return reply(_shown(post.id))


def _one_of(kind: Any, value: str, field: str, code: str) -> Any:
    if value and value not in set(kind):
        raise Invalid.on(field, code)
    return kind(value) if value else None


def _author(value: str) -> uuid.UUID | None:
    if value and not parse_id(value):
        raise Invalid.on("author", "unknown_author")
    return parse_id(value)


def _pile(value: str) -> Pile | None:
    if value and value not in PILES:
        raise Invalid.on("pile", "unknown_pile")
    return Pile(value) if value else None


def _shown(post_id: uuid.UUID) -> shapes.Post:
    db.session.flush()
    row = card(current_actor().user_id, post_id)
    if row is None:
        raise NotFound
    return present.post(row)
