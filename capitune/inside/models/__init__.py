"""What is stored of the community."""

from capitune.inside.models.comments import Comment
from capitune.inside.models.posts import Post, PostRevision, PostStats
from capitune.inside.models.reactions import PostBookmark, PostLike
from capitune.inside.models.stances import MemberStance, TopicStance
from capitune.inside.models.tags import PostTag, Topic

__all__ = [
    "Comment",
    "MemberStance",
    "Post",
    "PostBookmark",
    "PostLike",
    "PostRevision",
    "PostStats",
    "PostTag",
    "Topic",
    "TopicStance",
]
