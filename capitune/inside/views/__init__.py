"""Pages of the community."""

from capitune.inside.views import (
    checking,
    comments,
    feed,
    following,
    fresh,
    posts,
    reactions,
    review,
    writing,
)
from capitune.inside.views.blueprint import bp

__all__ = [
    "bp",
    "checking",
    "comments",
    "feed",
    "following",
    "fresh",
    "posts",
    "reactions",
    "review",
    "writing",
]
