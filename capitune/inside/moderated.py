"""How posts and comments are moderated: importing it says so to the queue of the team."""

import uuid

from capitune.authz.actor import Actor
from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.core.db import db
from capitune.inside.queries.comments import comment_by_id
from capitune.inside.queries.posts import post_by_id
from capitune.inside.seen import seen_comment, seen_of
from capitune.inside.services.counting import count
from capitune.inside.services.placing import show, withdraw
from capitune.inside.states import LONGEST_REASON, PostStatus
from capitune.moderation.states import Standing, TargetType
from capitune.moderation.targets import Moderated, Seen, register
from capitune.safety.services import judge_hits

AWAY = {Standing.HELD: PostStatus.HELD, Standing.HIDDEN: PostStatus.HIDDEN}


def _look_at_post(key: uuid.UUID, lock: bool) -> Seen | None:  # noqa: FBT001 as the registry calls it
    post = post_by_id(key, lock=lock)
    return seen_of(post) if post and post.status is not PostStatus.DRAFT else None


def _may_see_post(actor: Actor, key: uuid.UUID) -> bool:
    post = post_by_id(key)
    return post is not None and can(actor, Permission.POST_READ, post)


def _put_post(key: uuid.UUID, standing: Standing, reason: str) -> None:
    post = post_by_id(key, lock=True)
    if post is None or seen_of(post).standing is standing:
        return
    _judge(key, standing)
    if standing is Standing.SHOWN:
        show(post)
    else:
        post.reason = reason[:LONGEST_REASON]
        withdraw(post, AWAY[standing])
    post.version += 1


def _judge(key: uuid.UUID, standing: Standing) -> None:
    """The rules that had it held learn whether they were right."""
    if standing is not Standing.HELD:
        judge_hits(key, right=standing is Standing.HIDDEN)


def _look_at_comment(key: uuid.UUID, lock: bool) -> Seen | None:  # noqa: FBT001 as the registry calls it
    comment = comment_by_id(key, lock=lock)
    return seen_comment(comment) if comment and comment.body else None


def _may_see_comment(actor: Actor, key: uuid.UUID) -> bool:
    comment = comment_by_id(key)
    if comment is None or not can(actor, Permission.COMMENT_READ, comment):
        return False
    return comment.standing is Standing.SHOWN or actor.is_staff


def _put_comment(key: uuid.UUID, standing: Standing, _reason: str) -> None:
    comment = comment_by_id(key, lock=True)
    if comment is None or seen_comment(comment).standing is standing:
        return
    was_there = seen_comment(comment).standing is Standing.SHOWN
    comment.standing = standing
    comment.held, comment.reason = False, ""
    _judge(key, standing)
    comment.version += 1
    db.session.flush()
    if was_there or standing is Standing.SHOWN:
        count(comment.post_id, comments=-1 if was_there else 1)


register(TargetType.POST, Moderated(_look_at_post, _may_see_post, _put_post))
register(TargetType.COMMENT, Moderated(_look_at_comment, _may_see_comment, _put_comment))
