"""Addresses of moderation, for members."""

import uuid

REPORTS = "/reports"
DECISIONS = "/decisions"


def to_decision(sanction_id: uuid.UUID) -> str:
    """The page of what was decided against somebody."""
    return f"{DECISIONS}/{sanction_id}"
