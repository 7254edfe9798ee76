"""Words as people type them in a search."""

import re
import unicodedata
from collections.abc import Mapping


def words_of(asked: Mapping[str, str], name: str, most: int) -> str:
    """What stands under this name: single spaces, no NUL (which PostgreSQL refuses), at most ``most`` characters."""
    return " ".join(asked.get(name, "").replace("\x00", "").split())[:most]


def bare_words(typed: str) -> list[str]:
    """Its words, letters and digits only, without their accents: what may stand in a question of text search."""
    parts = unicodedata.normalize("NFKD", typed)
    return re.findall(r"[^\W_]+", "".join(c for c in parts if not unicodedata.combining(c)))
