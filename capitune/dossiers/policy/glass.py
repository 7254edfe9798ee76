"""Who of the team may look into a dossier that is none of theirs: an admin, with a reason, for a while, at one."""

from capitune.authz.actor import Actor
from capitune.authz.engine import Verdict, rule
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.dossiers.models import Dossier, GlassGrant


@rule(Permission.GLASS_BREAK, sees=Permission.DOSSIER_READ)
def _(actor: Actor, _dossier: Dossier) -> Verdict:
    """Any admin; that they say why and who they are is the service's matter."""
    return actor.is_admin


@rule(Permission.GLASS_READ, sees=Permission.GLASS_READ)
def _(actor: Actor, grant: GlassGrant) -> Verdict:
    """Whoever it was given to, while it runs: afterwards nobody knows that there is something to read."""
    return actor.is_admin and grant.admin_id == actor.user_id and grant.runs_at(now())
