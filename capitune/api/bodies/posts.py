"""Bodies about posts. What one may hold is judged by the services."""

from capitune.api.bodies.base import Body, Version


class NewPost(Body):
    """What to publish."""

    title: str
    body: str
    category: str
    tags: list[str]


class PostChanges(Body):
    """What to change; what is not sent stays. With ``version``, only if that is the present one."""

    title: str = ""
    body: str = ""
    category: str = ""
    tags: list[str] = []
    version: Version | None = None
