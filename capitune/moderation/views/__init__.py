"""Pages of moderation, for members."""

from capitune.moderation.views import decisions, reports
from capitune.moderation.views.blueprint import bp

__all__ = ["bp", "decisions", "reports"]
