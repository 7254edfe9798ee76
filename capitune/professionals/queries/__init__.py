"""Reading professionals."""

from capitune.professionals.queries.badges import (
    Badge,
    CheckedLicence,
    badge,
    badges,
    is_contactable,
)
from capitune.professionals.queries.completeness import completeness_of
from capitune.professionals.queries.offers import completeness_and_offers, open_offers
from capitune.professionals.queries.verified import (
    Professional,
    practice_of,
    verified_professional,
    verified_professionals,
)

__all__ = [
    "Badge",
    "CheckedLicence",
    "Professional",
    "badge",
    "badges",
    "completeness_and_offers",
    "completeness_of",
    "is_contactable",
    "open_offers",
    "practice_of",
    "verified_professional",
    "verified_professionals",
]
