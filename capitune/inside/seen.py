"""What members wrote, as the team looks at it."""

from capitune.inside import paths
from capitune.inside.models import Comment, Post
from capitune.inside.states import PostStatus
from capitune.moderation.states import Standing
from capitune.moderation.targets import Seen

STANDINGS = {PostStatus.HELD: Standing.HELD, PostStatus.HIDDEN: Standing.HIDDEN}


def seen_of(post: Post) -> Seen:
    """A post."""
    standing = STANDINGS.get(post.status, Standing.SHOWN)
    return Seen(post.author_id, post.title, post.body, paths.to_post(post.id), standing)


def seen_comment(comment: Comment) -> Seen:
    """A comment."""
    url = paths.to_comment(comment.post_id, comment.id)
    standing = Standing.HELD if comment.held else comment.standing
    return Seen(comment.author_id, "", comment.body, url, standing)
