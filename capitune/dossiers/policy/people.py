"""Who may invite, ask, answer and end: the people of a dossier."""

from capitune.authz.actor import Actor
from capitune.authz.engine import Verdict, can, rule
from capitune.authz.permissions import Permission
from capitune.dossiers.models import Assignment, Dossier, Invitation
from capitune.dossiers.policy.parties import (
    ARCHIVED,
    assigned_while_open,
    dossier_of,
    is_owner,
    owner_while_open,
)
from capitune.dossiers.states import AssignmentStatus


@rule(Permission.INVITATION_SEND)
def _(actor: Actor, _subject: object) -> Verdict:
    """Only whoever may accompany a dossier now."""
    return actor.is_verified_professional


@rule(Permission.INVITATION_MANAGE, sees=Permission.INVITATION_MANAGE)
def _(actor: Actor, invitation: Invitation) -> Verdict:
    """Only one's own."""
    return actor.is_verified_professional and invitation.professional_id == actor.user_id


@rule(Permission.ASSIGNMENT_LIST, sees=Permission.DOSSIER_READ)
def _(actor: Actor, dossier: Dossier) -> Verdict:
    return can(actor, Permission.DOSSIER_READ, dossier)


@rule(Permission.ASSIGNMENT_MAKE, sees=Permission.DOSSIER_READ)
def _(actor: Actor, dossier: Dossier) -> Verdict:
    if not (actor.is_admin or is_owner(actor, dossier)):
        return False
    return ARCHIVED if dossier.is_archived else True


@rule(Permission.ASSIGNMENT_ANSWER, sees=Permission.DOSSIER_READ)
def _(actor: Actor, assignment: Assignment) -> Verdict:
    """Only the verified professional it names, once they were asked; in what state it is then is the service's
    matter.

    Whoever sees the dossier sees who was asked, and is told that the answer is not theirs.
    """
    is_asked = assignment.status is not AssignmentStatus.SUGGESTED
    named = assignment.professional_id == actor.user_id
    return actor.is_verified_professional and named and is_asked


@rule(Permission.COLLEAGUE_SUGGEST, sees=Permission.DOSSIER_READ)
def _(actor: Actor, dossier: Dossier) -> Verdict:
    """Whoever accompanies it now."""
    return assigned_while_open(actor, dossier)


@rule(Permission.SUGGESTION_ANSWER, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Dossier | Assignment) -> Verdict:
    """Its candidate; what state it is in is the service's matter."""
    return owner_while_open(actor, dossier_of(subject))


@rule(Permission.ASSIGNMENT_END, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Dossier | Assignment) -> Verdict:
    """The admin, or the candidate: whoever let someone in can show them out. A professional ends their own,
    and withdraws what they suggested.
    """
    if actor.is_admin or is_owner(actor, dossier_of(subject)):
        return True
    if not isinstance(subject, Assignment):
        return False
    theirs = {
        AssignmentStatus.ACTIVE: subject.professional_id,
        AssignmentStatus.SUGGESTED: subject.asked_by_id,
    }
    return actor.is_professional and theirs.get(subject.status) == actor.user_id
