"""Where the pictures of a file's pages are kept: found from the file's own key, removed with it."""

from collections.abc import Iterator

from capitune.core.files.intake import FILES

PICTURES = "previews"
STAMP = "stamp"


def preview_key(storage_key: str, number: int) -> str:
    """The key of the picture of page ``number`` (from 1)."""
    return f"{_folder(storage_key)}/{number}.webp"


def stamp_key(storage_key: str) -> str:
    """The key of the first page in small, as lists show it."""
    return f"{_folder(storage_key)}/{STAMP}.webp"


def preview_keys(storage_key: str, pages: int | None) -> Iterator[str]:
    """The keys of all its pictures, drawn or not."""
    yield stamp_key(storage_key)
    for number in range(1, (pages or 1) + 1):
        yield preview_key(storage_key, number)


def _folder(storage_key: str) -> str:
    return f"{PICTURES}/{storage_key.rpartition('/')[2]}"


def file_behind(key: str) -> str | None:
    """The key of the file that a stored object is, or shows a page of; None for an object that is neither."""
    kind, _, rest = key.partition("/")
    if kind != PICTURES:
        return key if kind == FILES else None
    folder, _, name = rest.partition("/")
    stem = name.removesuffix(".webp")
    return f"{FILES}/{folder}" if stem == STAMP or stem.isdecimal() else None
