"""Bodies about internal notes. How long one may be is judged by the services."""

from datetime import date

from capitune.api.bodies.base import Body, Version


class NewNote(Body):
    """What to keep in mind, and the day on which to be reminded of it."""

    body: str
    remind_on: date | None = None


class NoteChanges(Body):
    """What to change; what is not sent stays. With ``version``, only if that is the present one."""

    body: str = ""
    remind_on: date | None = None
    version: Version | None = None
