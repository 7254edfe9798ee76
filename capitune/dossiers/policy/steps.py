"""Who may plan and change the steps of a dossier."""

from capitune.authz.actor import Actor
from capitune.authz.engine import Verdict, rule
from capitune.authz.permissions import Permission
from capitune.dossiers.models import Dossier, Step
from capitune.dossiers.policy.parties import ARCHIVED, dossier_of, is_assigned, is_owner
from capitune.dossiers.states import Owner


@rule(Permission.STEP_PLAN, sees=Permission.DOSSIER_READ)
def _(actor: Actor, dossier: Dossier) -> Verdict:
    """Those who accompany the dossier."""
    if not is_assigned(actor, dossier):
        return False
    return ARCHIVED if dossier.is_archived else True


@rule(Permission.STEP_CHANGE, sees=Permission.DOSSIER_READ)
def _(actor: Actor, step: Step) -> Verdict:
    """A professional any, its candidate those that are theirs to do."""
    dossier = dossier_of(step)
    own = is_owner(actor, dossier) and step.owner is Owner.CANDIDATE
    if not (own or is_assigned(actor, dossier)):
        return False
    return ARCHIVED if dossier.is_archived else True
