"""Comments on posts: read, written, changed, taken back."""

import uuid

from flask import Response, request

from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.presenters import comments as present
from capitune.api.replies import created, listed, nothing, reply
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.db import db
from capitune.core.errors import NotFound
from capitune.core.listing import limit_of
from capitune.inside import services
from capitune.inside.models import Comment, Post
from capitune.inside.queries.comments import comment_by_id, comment_line, comments_of
from capitune.inside.queries.posts import post_by_id

TAG = "inside"
HERE = "/posts/<uuid:post_id>/comments"
ONE = "/comments/<uuid:comment_id>"


@bp.get(HERE)
@access(Permission.POST_READ, subject=post_by_id)
@operation(200, shapes.Comments, tag=TAG, paged=True)
def list_comments(post: Post) -> Response:
    """The oldest first; ``limit`` counts first comments, each comes with the answers to it."""
    limit, after = limit_of(request.args.get("limit")), request.args.get("after")
    actor = current_actor()
    found = comments_of(post.id, limit, after, actor.user_id, every=actor.is_staff)
    return listed(present.comments(found))


@bp.post(HERE)
@access(Permission.COMMENT_WRITE, subject=post_by_id)
@operation(201, shapes.Comment, tag=TAG)
def write_comment(post: Post, json: bodies.NewComment) -> Response:
    """Answer the post, or with ``parent_id`` a comment on it."""
    comment = services.write_comment(
        current_actor(), post.id, json.body, parent_id=json.parent_id, mask=json.mask
    )
    return created(_shown(comment.id), f"/api/posts/{post.id}/comments")


@bp.get(ONE)
@access(Permission.COMMENT_READ, subject=comment_by_id)
@operation(200, shapes.Comment, tag=TAG)
def read_comment(comment: Comment) -> Response:
    """One of them."""
    return reply(_shown(comment.id))


@bp.patch(ONE)
@access(Permission.COMMENT_EDIT, subject=comment_by_id)
@operation(200, shapes.Comment, tag=TAG, refuses=(409,))
def change_comment(comment: Comment, json: bodies.CommentChanges) -> Response:
    """Change one's own. A stale ``version`` is refused (409)."""
    services.change_comment(
        current_actor(), comment.id, json.body, version=json.version, mask=json.mask
    )
    return reply(_shown(comment.id))


@bp.delete(ONE)
@access(Permission.COMMENT_DELETE, subject=comment_by_id)
@operation(204, tag=TAG)
def delete_comment(comment: Comment) -> Response:
    """Take it back; where others have answered it, its place stays, its ``body`` empty."""
    services.delete_comment(current_actor(), comment.id)
    return nothing()


def _shown(comment_id: uuid.UUID) -> shapes.Comment:
    db.session.flush()
    line = comment_line(comment_id)
    if line is None:
        raise NotFound
    return present.comment(line)
