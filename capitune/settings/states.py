"""The switches. What is not turned is as it says here."""

from enum import StrEnum


class Switch(StrEnum):
    """Something that an admin allows or does not."""

    CANDIDATES_PUBLISH = "inside.candidates_publish"
    UNVERIFIED_PUBLISH = "inside.unverified_publish"


DEFAULTS = {Switch.CANDIDATES_PUBLISH: False, Switch.UNVERIFIED_PUBLISH: False}
