"""Where the pictures of the places that a reviewer marked are kept: found from the decision, removed with it."""

import uuid

from capitune.core.files.previewkeys import PICTURES
from capitune.core.ids import parse_id


def mark_key(review_id: uuid.UUID, number: int) -> str:
    """The key of the picture of one marked place (from 1) of a decision."""
    return f"{PICTURES}/{review_id}/mark-{number}.webp"


def mark_keys(review_id: uuid.UUID, count: int) -> list[str]:
    """The keys of all marked places of a decision, drawn or not."""
    return [mark_key(review_id, number) for number in range(1, count + 1)]


def review_behind(key: str) -> uuid.UUID | None:
    """The id of the decision that a stored object shows a marked place of; None for an object that does not."""
    kind, _, rest = key.partition("/")
    folder, _, name = rest.partition("/")
    return parse_id(folder) if kind == PICTURES and name.startswith("mark-") else None
