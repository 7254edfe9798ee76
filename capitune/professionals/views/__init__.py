"""Pages of professionals."""

from capitune.professionals.views import proofs, register, verification
from capitune.professionals.views.blueprint import bp

__all__ = ["bp", "proofs", "register", "verification"]
