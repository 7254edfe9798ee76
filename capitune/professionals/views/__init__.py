"""Pages of professionals."""

from capitune.professionals.views import practice, proofs, register, verification
from capitune.professionals.views.blueprint import bp

__all__ = ["bp", "practice", "proofs", "register", "verification"]
