"""What waits for the person of this request: asked once, for the menu and the page alike."""

from flask import g

from capitune.authz.web import current_actor
from capitune.dossiers import queries
from capitune.dossiers.models import Dossier
from capitune.dossiers.queries import QueueLine
from capitune.dossiers.queries.waiting import Waiting, newest_dossier, waiting_for


def my_waiting() -> Waiting:
    """What waits for this candidate."""
    if "waiting" not in g:
        g.waiting = waiting_for(current_actor())
    found: Waiting = g.waiting
    return found


def my_dossier() -> tuple[Dossier | None, Waiting]:
    """The candidate's dossier in hand, and what waits: one question for the page and the menu."""
    dossier, g.waiting = newest_dossier(current_actor())
    return dossier, g.waiting


def my_queue() -> list[QueueLine]:
    """The versions that wait for this professional's decision, oldest first, at most 100."""
    if "review_queue" not in g:
        actor = current_actor()
        g.review_queue = queries.review_queue(actor) if actor.is_verified_professional else []
    found: list[QueueLine] = g.review_queue
    return found
