"""Words as people type them in a search."""

from collections.abc import Mapping


def words_of(asked: Mapping[str, str], name: str, most: int) -> str:
    """What stands under this name: single spaces, no NUL (which PostgreSQL refuses), at most ``most`` characters."""
    return " ".join(asked.get(name, "").replace("\x00", "").split())[:most]
