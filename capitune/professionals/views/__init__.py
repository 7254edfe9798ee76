"""Pages of professionals."""

from capitune.professionals.views import (
    directory,
    practice,
    proofs,
    register,
    requests,
    verification,
)
from capitune.professionals.views.blueprint import bp

__all__ = ["bp", "directory", "practice", "proofs", "register", "requests", "verification"]
