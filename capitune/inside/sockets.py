"""A post, live: that somebody answered it or says thank you; a feed: that there is a new one. Ids only; each browser fetches what it may see."""

from typing import Any

from pydantic import model_validator

from capitune.authz.actor import Actor
from capitune.authz.frames import OnSubject
from capitune.authz.permissions import Permission
from capitune.authz.sockets import on
from capitune.core import realtime
from capitune.inside.events import PostCommented, PostPublished, PostReacted, PostWithdrawn
from capitune.inside.models import Post
from capitune.inside.queries.comments import comments_after
from capitune.inside.queries.fresh import new_after
from capitune.inside.queries.posts import post_by_id
from capitune.inside.watched import FEEDS, feed_id

ROOM, FEED = "post", "inside"


class OnFeed(OnSubject):
    """About a feed: of the ``category``, or of everything; or the one of this ``id``."""

    @model_validator(mode="before")
    @classmethod
    def _named(cls, sent: Any) -> Any:
        category = sent.get("category")
        if "id" in sent or not isinstance(category, str | None):
            return sent
        return {**sent, "id": str(feed_id(category))}


@on("post:join", Permission.POST_READ, subject=post_by_id, room=ROOM, since=comments_after)
def join(_actor: Actor, _post: Post, _payload: OnSubject) -> None:
    """Watch a post until the connection ends, or the right to read it does."""


@on(
    "inside:join",
    Permission.INSIDE_READ,
    subject=FEEDS.get,
    room=FEED,
    payload=OnFeed,
    since=new_after,
)
def join_feed(_actor: Actor, _feed: str, _payload: OnFeed) -> None:
    """Watch a feed until the connection ends."""


def announce_post(event: PostPublished) -> None:
    """Tell whoever watches its category, or everything, that there is a new post."""
    ids = {"post_id": event.post_id, "category": event.category}
    for feed in (feed_id(), feed_id(event.category)):
        realtime.nudge(FEED, feed, "inside:new", ids)


def announce_thanks(event: PostReacted) -> None:
    """Tell whoever watches the post that its thanks are others now."""
    realtime.nudge(ROOM, event.post_id, "post:thanks", {"post_id": event.post_id})


def announce_comment(event: PostCommented) -> None:
    """Tell whoever watches the post that it was answered."""
    ids = {"post_id": event.post_id, "comment_id": event.comment_id}
    realtime.nudge(ROOM, event.post_id, "post:comment", ids)


def announce_end(event: PostWithdrawn) -> None:
    """Tell whoever watches the post that it is there no more: their page asks again, and says so."""
    realtime.nudge(ROOM, event.post_id, "post:gone", {"post_id": event.post_id})
