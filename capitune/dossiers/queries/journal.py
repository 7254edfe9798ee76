"""The journal of a dossier: who did what, when."""

import uuid

from capitune.core.listing import Page
from capitune.dossiers.models import Dossier
from capitune.dossiers.queries.lines import JournalLine


def journal(dossier: Dossier, before: uuid.UUID | None = None) -> Page[JournalLine]:
    """At most 100 acts, newest first, older than ``before``, with names and titles resolved."""
    raise NotImplementedError
