"""How an announcement looks, and where it stands."""

from enum import StrEnum

LONGEST_TITLE, LONGEST_TEXT = 80, 500
MOST_DAYS = 90  # what is told for longer belongs in a page


class Tone(StrEnum):
    """News, or something to beware of."""

    NEWS = "news"
    WARNING = "warning"


class Phase(StrEnum):
    """Where it stands now."""

    COMING = "coming"
    SHOWN = "shown"
    OVER = "over"
