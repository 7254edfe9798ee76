"""Bodies about the conversation of a dossier. How long a message may be is judged by the services."""

from uuid import UUID

from capitune.api.bodies.base import Body


class NewMessage(Body):
    """What to write. The same ``client_id`` with the same words again is the same message."""

    body: str
    client_id: UUID
    reply_expected: bool = False
