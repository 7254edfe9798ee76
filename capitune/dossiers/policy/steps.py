"""Who may add, change and complete the steps of a dossier."""

from capitune.authz.actor import Actor
from capitune.authz.engine import Denial, Verdict, rule
from capitune.authz.permissions import Permission
from capitune.dossiers.models import Dossier, Step
from capitune.dossiers.policy.parties import ARCHIVED, dossier_of, is_assigned, is_owner
from capitune.dossiers.states import Owner

OF_OTHERS = Denial("step_of_others")


@rule(Permission.STEP_ADD, sees=Permission.DOSSIER_READ)
def _(actor: Actor, dossier: Dossier) -> Verdict:
    """Both sides; a candidate adds steps of their own only, which the act sees to."""
    if not (is_assigned(actor, dossier) or is_owner(actor, dossier)):
        return False
    return ARCHIVED if dossier.is_archived else True


@rule(Permission.STEP_CHANGE, sees=Permission.DOSSIER_READ)
def _(actor: Actor, step: Step) -> Verdict:
    """Professionals any; a candidate what they added themselves."""
    return _acts(actor, step, own=step.added_by_id == actor.user_id)


@rule(Permission.STEP_COMPLETE, sees=Permission.DOSSIER_READ)
def _(actor: Actor, step: Step) -> Verdict:
    """Professionals any; a candidate those that are theirs to do."""
    return _acts(actor, step, own=step.owner is Owner.CANDIDATE)


def _acts(actor: Actor, step: Step, *, own: bool) -> Verdict:
    dossier = dossier_of(step)
    if not (is_assigned(actor, dossier) or is_owner(actor, dossier)):
        return False
    if dossier.is_archived:
        return ARCHIVED
    return True if own or not actor.is_candidate else OF_OTHERS
