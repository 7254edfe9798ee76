"""What the library of the team holds."""

from datetime import date, datetime
from uuid import UUID

from typing_extensions import TypedDict

from capitune.resources.states import ResourceKind


class ResourceLine(TypedDict):
    """A resource in the list, in the reader's language. ``due``: to be held against its source again."""

    id: UUID
    kind: ResourceKind
    title: str
    summary: str
    minutes: int
    source_name: str
    source_url: str
    valid_on: date
    review_on: date
    due: bool
    published_at: datetime | None


class Resources(TypedDict):
    """A page of them."""

    items: list[ResourceLine]
    next_cursor: str | None


class ResourceLesson(TypedDict):
    """A part of it, counted from 1; ``done`` by the reader, in a course."""

    number: int
    title: str
    body_html: str
    done: bool


class Resource(ResourceLine):
    """One, with its parts. ``download_url``: the page of a checklist's PDF, which opens signed in."""

    lessons: list[ResourceLesson]
    download_url: str | None
