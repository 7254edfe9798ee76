"""Where the pictures of a file's pages are kept: found from the file's own key, removed with it."""

import uuid
from collections.abc import Iterator

from capitune.core.files.intake import FILES
from capitune.core.ids import parse_id


def preview_key(storage_key: str, number: int) -> str:
    """The key of the picture of page ``number`` (from 1)."""
    return f"{_folder(storage_key)}/{number}.webp"


def stamp_key(storage_key: str) -> str:
    """The key of the first page in small, as lists show it."""
    return f"{_folder(storage_key)}/stamp.webp"


def preview_keys(storage_key: str, pages: int | None) -> Iterator[str]:
    """The keys of all its pictures, drawn or not."""
    yield stamp_key(storage_key)
    for number in range(1, (pages or 1) + 1):
        yield preview_key(storage_key, number)


def mark_key(review_id: uuid.UUID, number: int) -> str:
    """The key of the picture of one marked place (from 1) of a decision."""
    return f"previews/{review_id}/mark-{number}.webp"


def mark_keys(review_id: uuid.UUID, count: int) -> list[str]:
    """The keys of all marked places of a decision, drawn or not."""
    return [mark_key(review_id, number) for number in range(1, count + 1)]


def _folder(storage_key: str) -> str:
    return f"previews/{storage_key.rpartition('/')[2]}"


def file_behind(key: str) -> str | None:
    """The key of the file that a stored object is, or shows a page of; None for an object that is neither."""
    kind, _, rest = key.partition("/")
    if kind != "previews":
        return key if kind == FILES else None
    folder, _, name = rest.partition("/")
    return None if name.startswith("mark-") else f"{FILES}/{folder}"


def review_behind(key: str) -> uuid.UUID | None:
    """The id of the decision that a stored object shows a marked place of; None for an object that does not."""
    kind, _, rest = key.partition("/")
    folder, _, name = rest.partition("/")
    return parse_id(folder) if kind == "previews" and name.startswith("mark-") else None
