"""A post, live: that somebody answered it. Ids only; each browser fetches what it may see."""

from capitune.authz.actor import Actor
from capitune.authz.frames import OnSubject
from capitune.authz.permissions import Permission
from capitune.authz.sockets import on
from capitune.core import realtime
from capitune.inside.events import PostCommented, PostWithdrawn
from capitune.inside.models import Post
from capitune.inside.queries.comments import comments_after
from capitune.inside.queries.posts import post_by_id

ROOM = "post"


@on("post:join", Permission.POST_READ, subject=post_by_id, room=ROOM, since=comments_after)
def join(_actor: Actor, _post: Post, _payload: OnSubject) -> None:
    """Watch a post until the connection ends, or the right to read it does."""


def announce_comment(event: PostCommented) -> None:
    """Tell whoever watches the post that it was answered."""
    ids = {"post_id": event.post_id, "comment_id": event.comment_id}
    realtime.nudge(ROOM, event.post_id, "post:comment", ids)


def announce_end(event: PostWithdrawn) -> None:
    """Tell whoever watches the post that it is there no more: their page asks again, and says so."""
    realtime.nudge(ROOM, event.post_id, "post:gone", {"post_id": event.post_id})
