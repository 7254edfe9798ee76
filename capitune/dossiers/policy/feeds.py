"""Who may have an address under which a calendar reads their deadlines."""

from capitune.authz.actor import Actor
from capitune.authz.engine import Verdict, rule
from capitune.authz.permissions import Permission


@rule(Permission.FEED_KEEP)
def _(actor: Actor, _subject: object) -> Verdict:
    """Whoever has dossiers of their own, or accompanies some; staff see everybody's, and no calendar gets those.

    A professional without a valid licence may still renew and revoke it: it reads nothing meanwhile.
    """
    return actor.is_candidate or actor.is_professional
