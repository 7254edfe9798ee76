"""Which texts there are, and where a version stands."""

from enum import StrEnum

LONGEST_TITLE, LONGEST_BODY, LONGEST_CHANGES = 120, 60_000, 4_000
MOST_DAYS_AHEAD = 366


class Kind(StrEnum):
    """A text that binds."""

    TERMS = "terms"
    PRIVACY = "privacy"


class Stage(StrEnum):
    """Where a version stands on a day."""

    DRAFT = "draft"
    COMING = "coming"
    IN_FORCE = "in_force"
    PAST = "past"
