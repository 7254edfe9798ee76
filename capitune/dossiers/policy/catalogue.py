"""Who may change the catalogue."""

from capitune.authz.actor import Actor, Door
from capitune.authz.engine import Verdict, rule
from capitune.authz.permissions import Permission


@rule(Permission.CATALOGUE_PUBLISH)
def _(actor: Actor, _subject: object) -> Verdict:
    """Only an admin: what is published decides what people are asked for."""
    return actor.is_admin


@rule(Permission.CATALOGUE_SEED)
def _(actor: Actor, _subject: object) -> Verdict:
    """Whoever holds the machine's command line."""
    return actor.door is Door.SYSTEM and actor.name == "seed"
