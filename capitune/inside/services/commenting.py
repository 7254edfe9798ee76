"""Answering a post, and each other."""

import uuid

from sqlalchemy import exists, select

from capitune.accounts.typed import is_text
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core import markdown
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, NotFound
from capitune.core.events import publish
from capitune.core.ids import new_id
from capitune.inside.events import PostCommented
from capitune.inside.models import Comment
from capitune.inside.queries.comments import comment_by_id
from capitune.inside.queries.posts import post_by_id
from capitune.inside.queries.standing import tier
from capitune.inside.services.counting import count
from capitune.inside.services.guarding import guard_words
from capitune.inside.services.hold import require_version
from capitune.inside.services.pacing import bound_links, keep_pace
from capitune.inside.services.screening import screen_comment
from capitune.inside.services.waiting import wait_for_team
from capitune.inside.states import DEEPEST, LONGEST_COMMENT, SHORTEST_COMMENT
from capitune.inside.typed import markdown_text
from capitune.moderation.queries.bound import require_may_write
from capitune.moderation.services import settle_on_page
from capitune.moderation.states import Measure, TargetType
from capitune.safety.services import judge_hits


def write_comment(
    actor: Actor,
    post_id: uuid.UUID,
    body: str,
    *,
    parent_id: uuid.UUID | None = None,
    mask: bool = True,
) -> Comment:
    """Answer the post, or the comment ``parent_id`` on it; what would be deeper than three stands beside the third.
    What the rules hold waits for the team (``held``).

    Raises ``NotFound``, ``Refused`` (``post_not_published``), ``Invalid`` on ``body`` (``required``, ``too_long``,
    ``bad_text``; without ``mask`` as ``guarding.guard``) or ``parent_id`` (``unknown_parent``: none of this post, taken back or
    held); as ``pacing.keep_pace``.
    """
    # The row of the post is held: it is not deleted or hidden meanwhile.
    post = post_by_id(post_id, lock=True)
    if post is None or actor.user_id is None:
        raise NotFound
    require(actor, Permission.COMMENT_WRITE, post)
    require_may_write(actor.user_id)
    parent = _parent(post_id, parent_id) if parent_id else None
    key = new_id()
    comment = Comment(
        id=key,
        post_id=post.id,
        author_id=actor.user_id,
        root_id=parent.root_id if parent else key,
        parent_id=parent.id if parent else None,
        depth=parent.depth + 1 if parent else 1,
        scopes=sorted(actor.scopes),
    )
    standing = tier(actor)
    keep_pace(actor, standing, Act.COMMENT_WRITTEN, body[:LONGEST_COMMENT])
    _fill(comment, guard_words(actor, body, mask=mask))
    verdict = screen_comment(comment, body, standing)
    db.session.add(comment)
    db.session.flush()
    record(actor, Act.COMMENT_WRITTEN, ("comment", comment.id), data={"held": comment.held})
    if not comment.held:
        _appear(comment, parent_id)
    if comment.held or verdict.flagged:
        wait_for_team(comment, verdict)
    return comment


def change_comment(
    actor: Actor,
    key: uuid.UUID,
    body: str,
    *,
    version: int | None = None,
    mask: bool = True,
) -> Comment:
    """Say it otherwise. Raises ``NotFound``, ``Refused``, ``Invalid`` as ``write_comment``, ``Conflict``
    (``stale_version``).
    """
    comment = _held(actor, Permission.COMMENT_EDIT, key)
    require_may_write(actor.user_id)
    require_version(comment, version)
    before = comment.body
    was_held, standing = comment.held, tier(actor)
    bound_links(standing, body[:LONGEST_COMMENT])
    _fill(comment, guard_words(actor, body, mask=mask))
    verdict = screen_comment(comment, body, standing)
    if verdict.held and not was_held:
        count(comment.post_id, comments=-1)
    if (verdict.held and not was_held) or verdict.flagged:
        wait_for_team(comment, verdict)
    if comment.body != before:
        comment.edited_at = now()
        comment.version += 1
        record(actor, Act.COMMENT_CHANGED, ("comment", comment.id))
    return comment


def delete_comment(actor: Actor, key: uuid.UUID) -> None:
    """Take it back: its words are gone; where others have answered it, its place stays."""
    comment = _held(actor, Permission.COMMENT_DELETE, key)
    record(
        actor,
        Act.COMMENT_DELETED,
        ("comment", comment.id),
        data={"own": comment.author_id == actor.user_id},
    )
    if not comment.held:
        count(comment.post_id, comments=-1)
    if db.session.scalar(select(exists().where(Comment.parent_id == comment.id))):
        comment.body = comment.body_html = ""
        comment.version += 1
    else:
        db.session.delete(comment)
    db.session.flush()


def release_comment(actor: Actor, key: uuid.UUID) -> Comment:
    """Let everybody read one that waited. Raises ``NotFound``, ``Refused`` (``own_comment``), ``Conflict``
    (``comment_not_held``).
    """
    comment = _held(actor, Permission.COMMENT_MODERATE, key)
    if not comment.held:
        raise Conflict(code="comment_not_held")
    comment.held, comment.reason = False, ""
    judge_hits(comment.id, right=False)
    record(actor, Act.COMMENT_RELEASED, ("comment", comment.id))
    settle_on_page(actor, TargetType.COMMENT, comment.id, Measure.KEEP)
    _appear(comment, comment.parent_id)
    return comment


def _appear(comment: Comment, answered_id: uuid.UUID | None) -> None:
    """Everybody reads it from now on."""
    count(comment.post_id, comments=1)
    publish(PostCommented(comment.post_id, comment.id, answered_id))


def _parent(post_id: uuid.UUID, key: uuid.UUID) -> Comment:
    parent = comment_by_id(key, lock=True)
    if parent is None or parent.post_id != post_id or not parent.is_there or parent.held:
        raise Invalid.on("parent_id", "unknown_parent")
    if parent.depth < DEEPEST or parent.parent_id is None:
        return parent
    beside = comment_by_id(parent.parent_id, lock=True)
    return beside or parent


def _held(actor: Actor, permission: Permission, key: uuid.UUID) -> Comment:
    comment = comment_by_id(key, lock=True)
    if comment is None:
        raise NotFound
    require(actor, permission, comment)
    return comment


def _fill(comment: Comment, body: str) -> None:
    words = markdown_text(body)
    if len(words.strip()) < SHORTEST_COMMENT:
        raise Invalid.on("body", "required")
    if len(words) > LONGEST_COMMENT:
        raise Invalid.on("body", "too_long")
    if not is_text(words.replace("\n", " ")):
        raise Invalid.on("body", "bad_text")
    comment.body, comment.body_html = words, str(markdown.said(words))
    comment.render_version = markdown.VERSION
