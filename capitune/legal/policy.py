"""Who writes legal texts."""

from capitune.authz.actor import Actor
from capitune.authz.engine import Verdict, rule
from capitune.authz.permissions import Permission


@rule(Permission.LEGAL_MANAGE)
def _(actor: Actor, _subject: object) -> Verdict:
    """An admin."""
    return actor.is_admin
