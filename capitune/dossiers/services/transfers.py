"""Another professional in the place of one: theirs ends, the other is asked; both, or neither."""

import uuid

from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.authz.recent import require_recent_of_staff
from capitune.core.errors import Conflict, Invalid
from capitune.dossiers.models import Assignment, Dossier
from capitune.dossiers.queries import assignment_by_id
from capitune.dossiers.services.assignments import LONGEST_REASON, end, make_assignment
from capitune.dossiers.services.hold import hold
from capitune.dossiers.services.places import answer_of
from capitune.dossiers.states import KNOWN_ASSIGNMENTS, ReviewerRole
from capitune.dossiers.typed import paragraphs


def transfer(
    actor: Actor, assignment: Assignment, *, professional_id: uuid.UUID, reason: str
) -> Assignment:
    """Ask this professional in the role of that one, whose place ends now; why, for the candidate and the team.

    Raises ``Conflict`` (``already_answered``: it is no open place any more), ``Invalid`` on ``professional_id``
    (``same_professional``) or ``reason`` (``required``, ``too_long``, ``bad_text``), ``ProofNeeded`` of the team, and as ``make_assignment`` does.
    """
    former = hold(actor, Permission.ASSIGNMENT_END, assignment)
    require_recent_of_staff(actor)
    if former.status not in KNOWN_ASSIGNMENTS:
        raise Conflict(code="already_answered", facts=answer_of(former))
    if former.professional_id == professional_id:
        raise Invalid.on("professional_id", "same_professional")
    why = paragraphs(reason, "reason", most=LONGEST_REASON)
    if not why:
        raise Invalid.on("reason", "required")
    asked = make_assignment(
        actor, former.dossier, professional_id=professional_id, role=former.role
    )
    former.reason = why
    end(actor, former)
    return asked


def place_in(dossier: Dossier, professional_id: uuid.UUID, role: ReviewerRole) -> Assignment:
    """Their open place in this role. Raises ``Conflict`` (``no_such_place``)."""
    for one in dossier.assignments:
        is_theirs = one.professional_id == professional_id and one.role is role
        found = assignment_by_id(one.id) if is_theirs and one.status in KNOWN_ASSIGNMENTS else None
        if found is not None:
            return found
    raise Conflict(code="no_such_place")
