"""Bodies about comments. What one may hold is judged by the services."""

from uuid import UUID

from capitune.api.bodies.base import Body, Version


class NewComment(Body):
    """What to answer; with ``parent_id``, to which comment."""

    body: str
    parent_id: UUID | None = None


class CommentChanges(Body):
    """What to say instead. With ``version``, only if that is the present one."""

    body: str
    version: Version | None = None
