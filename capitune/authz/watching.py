"""What a page missed of the subjects it watches, while its live connection was away or before it stood.

The same words as a join, a kind and an id, under the same permission; the answer holds ids only.
"""

import uuid

from capitune.authz import engine
from capitune.authz.actor import Actor
from capitune.authz.sockets import events
from capitune.core.errors import NotFound


def missed(actor: Actor, kind: str, subject_id: uuid.UUID, after: uuid.UUID) -> list[uuid.UUID]:
    """What happened to that subject after the id ``after``, oldest first, at most ``catching.MOST``.

    Raises ``NotFound`` for a kind that nobody can watch, else as the join of this subject does.
    """
    watched = next((event for event in events().values() if event.room == kind), None)
    if watched is None or watched.subject is None or watched.since is None:
        raise NotFound
    subject = watched.subject(subject_id)
    if subject is None:
        raise NotFound
    engine.require(actor, watched.permission, subject)
    return watched.since(subject_id, after)
