"""What may be done in the community: one function for each act."""

from capitune.inside.services.commenting import (
    change_comment,
    delete_comment,
    release_comment,
    write_comment,
)
from capitune.inside.services.following import follow, mute, unfollow, unmute
from capitune.inside.services.posting import (
    change_post,
    delete_post,
    keep_draft,
    publish,
)
from capitune.inside.services.reacting import bookmark, like, unbookmark, unlike
from capitune.inside.services.reviewing import hide, release

__all__ = [
    "bookmark",
    "change_comment",
    "change_post",
    "delete_comment",
    "delete_post",
    "follow",
    "hide",
    "keep_draft",
    "like",
    "mute",
    "publish",
    "release",
    "release_comment",
    "unbookmark",
    "unfollow",
    "unlike",
    "unmute",
    "write_comment",
]
