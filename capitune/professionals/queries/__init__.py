"""Reading professionals."""

from capitune.professionals.queries.verified import (
    Professional,
    practice_of,
    verified_professional,
    verified_professionals,
)

__all__ = ["Professional", "practice_of", "verified_professional", "verified_professionals"]
