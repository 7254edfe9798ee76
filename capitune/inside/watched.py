"""Which feeds can be watched: everything that is new, or what is new of a category. Each has an id, as all that is watched."""

import uuid

from capitune.inside.states import Category

SPACE = uuid.UUID("0199c1f0-7a52-7c1e-9a53-5d6f0c3b8e21")


def feed_id(category: str | None = None) -> uuid.UUID:
    """The id of the feed of this category, or of everything; of none there is, when there is no such category."""
    return uuid.uuid5(SPACE, category or "")


# By id: the category, "" for everything.
FEEDS = {feed_id(name): name for name in ("", *(category.value for category in Category))}
