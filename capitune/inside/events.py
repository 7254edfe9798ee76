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
    """Somebody answered it; or the comment ``answered_id`` on it."""

    post_id: uuid.UUID
    comment_id: uuid.UUID
    answered_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class PostReacted:
    """Somebody says thank you for it, or no longer."""

    post_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class PostThanked:
    """Somebody says thank you for it who did not before."""

    post_id: uuid.UUID
    user_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class PostWithdrawn:
    """It was there for everybody, and is no more: deleted or hidden."""

    post_id: uuid.UUID
