"""What members are told of the community, in the transaction of the cause: never of what they did themselves, nor
of what somebody did whom they mute.

Consequences of acts that have asked, recorded and published: wired in ``capitune.reactions``.
"""

import uuid
from typing import Any

from capitune.inside.events import PostCommented, PostThanked
from capitune.inside.paths import to_comment, to_post
from capitune.inside.queries.comments import comment_by_id
from capitune.inside.queries.posts import post_by_id
from capitune.inside.queries.tags import stance_on
from capitune.inside.states import Stance
from capitune.notifications.services import tell
from capitune.notifications.states import NotificationKind as Kind


def post_commented(event: PostCommented) -> None:
    """To whoever is answered; else, or beside, to the author of the post. Each is told once."""
    comment = comment_by_id(event.comment_id)
    if comment is None:
        return
    post, by = comment.post, comment.author_id
    facts, url = {"by": str(by)}, to_comment(post.id, comment.id)
    answered = comment_by_id(event.answered_id) if event.answered_id else None
    if answered is not None:
        _tell(
            answered.author_id,
            by,
            Kind.COMMENT_ANSWERED,
            key=f"comment_answered:{comment.id}",
            facts=facts | {"comment_id": str(answered.id)},
            url=url,
        )
    if answered is None or answered.author_id != post.author_id:
        _tell(
            post.author_id,
            by,
            Kind.POST_COMMENTED,
            key=f"post_commented:{comment.id}",
            facts=facts | {"post_id": str(post.id), "title": post.title},
            url=url,
        )


def post_thanked(event: PostThanked) -> None:
    """To its author, once for each who thanks, whatever they take back and say again."""
    post = post_by_id(event.post_id)
    if post is None:
        return
    _tell(
        post.author_id,
        event.user_id,
        Kind.POST_THANKED,
        key=f"post_thanked:{post.id}:{event.user_id}",
        facts={"by": str(event.user_id), "post_id": str(post.id), "title": post.title},
        url=to_post(post.id),
    )


def _tell(reader: uuid.UUID, by: uuid.UUID, kind: Kind, **what: Any) -> None:
    if reader != by and stance_on(reader, by) is not Stance.MUTED:
        tell(reader, kind, **what)
