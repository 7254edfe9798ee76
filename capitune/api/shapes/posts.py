"""What members write in the community."""

from datetime import datetime
from uuid import UUID

from typing_extensions import TypedDict

from capitune.authz.actor import Role
from capitune.inside.states import Category, PostStatus


class Author(TypedDict):
    """Whoever wrote it, as others may know them. ``verified``: a professional whose licence is valid now."""

    id: UUID
    first_name: str
    last_name: str
    role: Role
    verified: bool
    avatar_url: str | None


class Post(TypedDict):
    """A post, and what the reader did with it. ``tags`` are slugs. ``reason``: why it is held or hidden, for its author."""

    id: UUID
    title: str
    body: str
    body_html: str
    category: Category | None
    tags: list[str]
    author: Author
    likes_count: int
    comments_count: int
    liked: bool
    bookmarked: bool
    status: PostStatus
    reason: str
    version: int
    created_at: datetime
    published_at: datetime | None
    edited_at: datetime | None


class Posts(TypedDict):
    """A page of them."""

    items: list[Post]
    next_cursor: str | None


class Topic(TypedDict):
    """A tag, with its name in the reader's language, and whether they follow or mute it."""

    slug: str
    name: str
    followed: bool
    muted: bool


class Topics(TypedDict):
    """All of them."""

    items: list[Topic]


class Member(Author):
    """Somebody whose posts the reader follows or mutes."""

    followed: bool
    muted: bool


class Members(TypedDict):
    """All of them."""

    items: list[Member]
