"""What can have happened in the community."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PostPublished:
    """Everybody may read it from now on."""

    post_id: uuid.UUID
    category: str


@dataclass(frozen=True, slots=True)
class PostCommented:
    """Somebody answered it."""

    post_id: uuid.UUID
    comment_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class PostReacted:
    """Somebody says thank you for it, or no longer."""

    post_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class PostWithdrawn:
    """It was there for everybody, and is no more: deleted or hidden."""

    post_id: uuid.UUID
