"""What waits for a professional."""

from capitune.authz.actor import Actor
from capitune.dossiers.queries.lines import ProposalLine, QueueLine


def review_queue(actor: Actor) -> list[QueueLine]:
    """Versions received that this professional may decide on, oldest first, at most 100."""
    raise NotImplementedError


def proposals(actor: Actor) -> list[ProposalLine]:
    """Assignments that wait for this professional's answer, newest first, at most 100."""
    raise NotImplementedError
