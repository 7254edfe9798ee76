"""Addresses of the community."""

import uuid
from urllib.parse import quote

INSIDE = "/inside"
POSTS = f"{INSIDE}/posts"
CHECK = "/verify-consultant"
TAGS, MEMBERS, FOLLOWING = f"{INSIDE}/tags", f"{INSIDE}/members", f"{INSIDE}/following"


def to_post(post_id: uuid.UUID) -> str:
    """The page of a post."""
    return f"{POSTS}/{post_id}"


def to_comment(post_id: uuid.UUID, comment_id: uuid.UUID) -> str:
    """A comment on the page of its post."""
    return f"{POSTS}/{post_id}#comment-{comment_id}"


def about_tag(slug: str) -> str:
    """The posts that bear a tag."""
    return f"{INSIDE}?tag={quote(slug)}"


def about_member(member_id: uuid.UUID) -> str:
    """The posts of somebody."""
    return f"{INSIDE}?author={member_id}"
