"""What a resource is, and where it stands."""

from enum import StrEnum

LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_BODY = 120, 300, 60_000
LONGEST_SOURCE, LONGEST_ADDRESS = 120, 500
FEWEST_LESSONS, MOST_LESSONS = 2, 30
WORDS_A_MINUTE = 200


class ResourceKind(StrEnum):
    """Read at once; lesson by lesson, with what one has done kept; a paper to download."""

    GUIDE = "guide"
    COURSE = "course"
    CHECKLIST = "checklist"


class ResourceStatus(StrEnum):
    """Being written, for everybody, no longer offered."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"
