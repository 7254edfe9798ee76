"""Sensitive acts ask that the person has shown, within ten minutes, that they are who they are.

A session that somebody left open on a shared computer can read; it cannot remove a factor, take all data
away, or close the account. One window for every door and every act.
"""

from datetime import timedelta

from capitune.authz.actor import Actor, Door
from capitune.core.clock import now
from capitune.core.errors import ProofNeeded

WINDOW = timedelta(minutes=10)
MACHINES = frozenset({Door.JOB, Door.SYSTEM})


def is_recent(actor: Actor) -> bool:
    """True when this sign-in gave its password or a factor less than ten minutes ago."""
    if actor.door in MACHINES:
        return True
    return actor.proved_at is not None and actor.proved_at > now() - WINDOW


def require_recent(actor: Actor) -> None:
    """Return when it did; services ask too, so that no door can be forgotten. Raises ``ProofNeeded``."""
    if not is_recent(actor):
        raise ProofNeeded


def require_recent_of_staff(actor: Actor) -> None:
    """The same of the team alone, where people also do it about what is theirs. Raises ``ProofNeeded``."""
    if actor.is_staff:
        require_recent(actor)
