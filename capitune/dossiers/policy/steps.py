"""Who may add, change and complete the steps of a dossier."""

from capitune.authz.actor import Actor
from capitune.authz.engine import Denial, Verdict, rule
from capitune.authz.permissions import Permission
from capitune.dossiers.models import Dossier, Step
from capitune.dossiers.policy.parties import dossier_of, party_while_open
from capitune.dossiers.states import Owner

OF_OTHERS = Denial("step_of_others")


@rule(Permission.STEP_ADD, sees=Permission.DOSSIER_READ)
def _(actor: Actor, dossier: Dossier) -> Verdict:
    """Both sides; a candidate adds steps of their own only, which the act sees to."""
    return party_while_open(actor, dossier)


@rule(Permission.STEP_CHANGE, sees=Permission.DOSSIER_READ)
def _(actor: Actor, step: Step) -> Verdict:
    """Professionals any; a candidate what they added themselves."""
    return _acts(actor, step, own=step.added_by_id == actor.user_id)


@rule(Permission.STEP_COMPLETE, sees=Permission.DOSSIER_READ)
def _(actor: Actor, step: Step) -> Verdict:
    """Professionals any; a candidate those that are theirs to do."""
    return _acts(actor, step, own=step.owner is Owner.CANDIDATE)


def _acts(actor: Actor, step: Step, *, own: bool) -> Verdict:
    allowed = party_while_open(actor, dossier_of(step))
    return OF_OTHERS if allowed and actor.is_candidate and not own else allowed
