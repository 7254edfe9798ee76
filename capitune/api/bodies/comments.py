"""Bodies about comments. What one may hold is judged by the services."""

from uuid import UUID

from capitune.api.bodies.base import Body, Version


class NewComment(Body):
    """What to answer; with ``parent_id``, to which comment. Personal numbers and contact details are masked; with
    ``mask`` false they are refused (422 ``personal_data``, ``contact_details``).
    """

    body: str
    parent_id: UUID | None = None
    mask: bool = True


class CommentChanges(Body):
    """What to say instead. With ``version``, only if that is the present one; ``mask`` as when it is written."""

    body: str
    version: Version | None = None
    mask: bool = True
