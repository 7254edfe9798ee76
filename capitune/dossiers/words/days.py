"""How many days it was whose turn, for the side of a dossier's page."""

from dataclasses import dataclass
from datetime import datetime

from capitune.core.clock import now, zone
from capitune.dossiers.queries import KnownDossier
from capitune.dossiers.states import Party
from capitune.dossiers.turns import in_days, spent


@dataclass(frozen=True, slots=True)
class Days:
    """``age`` in whole days is the sum of the others."""

    age: int
    candidate: int
    professional: int
    authority: int
    nobody: int


def days_of(known: KnownDossier, until: datetime | None = None) -> Days:
    """From the opening until now, in the candidate's days."""
    theirs = zone(known.timezone)
    found = in_days(spent(known.created_at, known.passages, until or now(), theirs))
    return Days(sum(found.values()), *(found[party] for party in Party))
