"""Pages of the community."""

from capitune.inside.views import feed, posts, reactions, review, writing
from capitune.inside.views.blueprint import bp

__all__ = ["bp", "feed", "posts", "reactions", "review", "writing"]
