"""How far the pages of a stored file are drawn."""

from enum import StrEnum


class Preview(StrEnum):
    """Whether a file's pages can be shown as pictures. Whoever looks at ``pending`` ones has them drawn."""

    PENDING = "pending"
    DRAWN = "drawn"
    FAILED = "failed"
