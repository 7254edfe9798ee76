"""What staff types about a credential, made fit to be kept."""

from capitune.accounts import typed

LONGEST_REASON = 1000
LONGEST_NAME = 200


def reason_of(value: str) -> str:
    """Why, on one line. Raises ``Invalid`` on ``reason`` (``required``, ``too_long``, ``bad_text``)."""
    return typed.words(value, "reason", most=LONGEST_REASON)


def optional(value: str, field: str, *, most: int = LONGEST_REASON) -> str:
    """``value`` on one line, or nothing. Raises ``Invalid`` on ``field``."""
    return typed.words(value, field, most=most) if value.strip() else ""
