"""What a post may be, and how much of it there may be."""

from enum import StrEnum


class Category(StrEnum):
    """What a post is about, in the large."""

    STUDIES = "studies"
    WORK = "work"
    BUSINESS = "business"
    BUDGET = "budget"
    DOCUMENTS = "documents"
    TESTIMONIALS = "testimonials"


class PostStatus(StrEnum):
    """Where a post stands: its author's alone, everybody's, waiting for the team, taken away by the team."""

    DRAFT = "draft"
    PUBLISHED = "published"
    HELD = "held"
    HIDDEN = "hidden"


class Sort(StrEnum):
    """In which order a feed is read."""

    NEWEST = "newest"
    HOT = "hot"


class Pile(StrEnum):
    """A feed of another kind: one's own posts, those one keeps, what one follows, those that wait for the team."""

    MINE = "mine"
    SAVED = "saved"
    HELD = "held"
    FOLLOWED = "followed"


class Stance(StrEnum):
    """What a member thinks of a tag or of another member."""

    FOLLOWED = "followed"
    MUTED = "muted"


SHORTEST_TITLE, LONGEST_TITLE = 8, 140
SHORTEST_BODY, LONGEST_BODY = 20, 20_000
# Of a longer one, a feed shows the beginning.
LONGEST_SHOWN = 700
MOST_TAGS = 5
SHORTEST_COMMENT, LONGEST_COMMENT = 2, 5_000
# Deeper is not readable on a phone.
DEEPEST = 3
# Of whoever is neither of the team nor a verified professional, the first posts wait for the team.
FIRST_POSTS_HELD = 2
MOST_DRAFTS = 50
# Tags followed or muted, and as many members: the feed of what one follows looks into each.
MOST_STANCES = 200
LONGEST_REASON = 500
