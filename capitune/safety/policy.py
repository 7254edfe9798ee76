"""Who reads and changes the rules."""

from capitune.authz.actor import Actor
from capitune.authz.engine import Verdict, rule
from capitune.authz.permissions import Permission


@rule(Permission.WATCH_READ)
def _(actor: Actor, _subject: object) -> Verdict:
    """The team."""
    return actor.is_staff


@rule(Permission.WATCH_MANAGE)
def _(actor: Actor, _subject: object) -> Verdict:
    """An admin."""
    return actor.is_admin
