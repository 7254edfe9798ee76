"""What waits for the person of this request: asked once, for the menu and the page alike."""

import uuid
from collections.abc import Collection

from flask import g

from capitune.authz.web import current_actor
from capitune.core.listing import Page
from capitune.dossiers.queries import QueueLine
from capitune.dossiers.queries.queue import Around, queue_around
from capitune.dossiers.queries.queued import oldest_waiting, waiting_count, waiting_here, waiting_in
from capitune.dossiers.queries.waiting import Waiting, waiting_for
from capitune.dossiers.wanted import Wanted


def my_waiting() -> Waiting:
    """What waits for this candidate."""
    if "waiting" not in g:
        g.waiting = waiting_for(current_actor())
    found: Waiting = g.waiting
    return found


def my_review_count() -> int:
    """How many versions wait for this professional's decision, at most 100."""
    if "review_count" not in g:
        g.review_count = waiting_count(current_actor())
    found: int = g.review_count
    return found


def my_waiting_in(dossier_id: uuid.UUID) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """Those of this dossier, oldest first, as requirement and version: one question for the page and the
    menu.
    """
    g.review_count, found = waiting_here(current_actor(), dossier_id)
    return found


def my_waiting_in_each(dossier_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    """How many in each of these dossiers: one question for the list and the menu."""
    g.review_count, found = waiting_in(current_actor(), dossier_ids)
    return found


def my_oldest(
    limit: int, dossier_ids: Collection[uuid.UUID]
) -> tuple[Page[QueueLine], dict[uuid.UUID, int]]:
    """The oldest of them too: one question for the home page and the menu."""
    oldest, g.review_count, found = oldest_waiting(current_actor(), limit, dossier_ids)
    return oldest, found


def my_place(looked_for: Wanted, document_id: uuid.UUID) -> Around | None:
    """What stands around this version in the queue: one question for the page and the menu."""
    found = queue_around(current_actor(), looked_for, document_id)
    if found:
        g.review_count = found.waiting
    return found
