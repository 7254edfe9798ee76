"""Addresses of the community."""

import uuid

INSIDE = "/inside"
POSTS = f"{INSIDE}/posts"
CHECK = "/verify-consultant"


def to_post(post_id: uuid.UUID) -> str:
    """The page of a post."""
    return f"{POSTS}/{post_id}"


def to_comment(post_id: uuid.UUID, comment_id: uuid.UUID) -> str:
    """A comment on the page of its post."""
    return f"{POSTS}/{post_id}#comment-{comment_id}"
