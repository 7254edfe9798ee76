"""Pages of professionals."""

from capitune.professionals.views import register
from capitune.professionals.views.blueprint import bp

__all__ = ["bp", "register"]
