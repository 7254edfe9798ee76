"""Bodies about posts. What one may hold is judged by the services."""

from capitune.api.bodies.base import Body, Version


class NewPost(Body):
    """What to publish. Personal numbers and contact details are masked; with ``mask`` false they are refused (422
    ``personal_data``, ``contact_details``), so that a person may be asked.
    """

    title: str
    body: str
    category: str
    tags: list[str]
    mask: bool = True


class PostChanges(Body):
    """What to change; what is not sent stays. With ``version``, only if that is the present one; ``mask`` as when it
    is published.
    """

    title: str = ""
    body: str = ""
    category: str = ""
    tags: list[str] = []
    version: Version | None = None
    mask: bool = True
