"""Where the library is."""

import uuid

RESOURCES = "/inside/resources"


def to_resource(key: uuid.UUID, lesson: int = 0) -> str:
    """The page of one, at a lesson."""
    return f"{RESOURCES}/{key}?lesson={lesson}" if lesson else f"{RESOURCES}/{key}"
