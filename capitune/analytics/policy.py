"""Who may read the figures of the service."""

from capitune.authz.actor import Actor
from capitune.authz.engine import Verdict, rule
from capitune.authz.permissions import Permission


@rule(Permission.ANALYTICS_READ)
def _(actor: Actor, _subject: object) -> Verdict:
    """An admin, at the desk or by a program."""
    return actor.is_admin


@rule(Permission.ANALYTICS_COUNT)
def _(actor: Actor, _subject: object) -> Verdict:
    """The clock."""
    return actor.name == "clock"
