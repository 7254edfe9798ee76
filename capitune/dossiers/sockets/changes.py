"""Watching a dossier live: who may is told that it changed, and fetches what they may see."""

from capitune.audit.queries import acts_after
from capitune.authz.actor import Actor
from capitune.authz.frames import OnSubject
from capitune.authz.permissions import Permission
from capitune.authz.sockets import on
from capitune.core import realtime
from capitune.dossiers.events import AssignmentEnded, DossierEvent
from capitune.dossiers.models import Dossier
from capitune.dossiers.queries import dossier_by_id
from capitune.dossiers.queries.reviewers import companions_of

ROOM = "dossier"


@on(
    "dossier:join",
    Permission.DOSSIER_READ,
    subject=dossier_by_id,
    room=ROOM,
    since=acts_after,
)
def join(_actor: Actor, _dossier: Dossier, _payload: OnSubject) -> None:
    """Watch a dossier until the connection ends, or the right to see it does."""


def announce(event: DossierEvent) -> None:
    """Tell whoever watches that the dossier changed."""
    ids = {"dossier_id": event.dossier_id}
    realtime.nudge(ROOM, event.dossier_id, "dossier:changed", ids)


def renew_queues(event: DossierEvent) -> None:
    """Tell those who accompany the dossier that what waits for them may be something else now."""
    for professional_id in companions_of(event.dossier_id):
        realtime.nudge("user", professional_id, "queue:changed", {})


def empty_queue(event: AssignmentEnded) -> None:
    """Tell whoever accompanies the dossier no longer that nothing of it waits for them."""
    realtime.nudge("user", event.professional_id, "queue:changed", {})


def show_out(event: AssignmentEnded) -> None:
    """Take the professional's connections out of the room. Someone assigned in another role as well is
    told too, asks to join again, and may.
    """
    realtime.revoke(event.professional_id, "unassigned", subject=event.dossier_id)
