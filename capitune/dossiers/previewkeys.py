"""Where the pictures of a file's pages are kept: found from the file's own key, removed with it."""

from collections.abc import Iterator


def preview_key(storage_key: str, number: int) -> str:
    """The key of the picture of page ``number`` (from 1)."""
    return f"previews/{storage_key.rpartition('/')[2]}/{number}.webp"


def preview_keys(storage_key: str, pages: int | None) -> Iterator[str]:
    """The keys of all its pictures, drawn or not."""
    return (preview_key(storage_key, number) for number in range(1, (pages or 1) + 1))
