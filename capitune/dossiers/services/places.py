"""The place of one professional in one role on one dossier: whether their licence allows it, who was first, and
what is told of it.
"""

import uuid
from collections.abc import Collection
from typing import Any

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert

from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid
from capitune.core.events import publish
from capitune.core.ids import new_id
from capitune.dossiers.jurisdictions import covers_family
from capitune.dossiers.models import Assignment, Dossier
from capitune.dossiers.models.assignment import OPEN
from capitune.dossiers.states import AssignmentStatus, Family, ReviewerRole
from capitune.professionals.queries import verified_professional

# Roles that only a licence with that scope may hold; any verified professional may be lead or coach.
RESERVED = frozenset({ReviewerRole.IMMIGRATION, ReviewerRole.FINANCE})
LIKELY = (ReviewerRole.IMMIGRATION, ReviewerRole.FINANCE, ReviewerRole.LEAD, ReviewerRole.COACH)


def fitting_roles(scopes: frozenset[str], families: Collection[Family]) -> list[ReviewerRole]:
    """The roles that licence ``scopes`` allow in one of these families, those of the licence first."""
    return [role for role in LIKELY if any(_fits(scopes, role, family) for family in families)]


def check_scope(scopes: frozenset[str], role: ReviewerRole, family: Family) -> None:
    """Raises ``Invalid`` on ``role`` (``role_out_of_scope``) when a licence of these scopes does not allow it."""
    if not _fits(scopes, role, family):
        raise Invalid.on("role", "role_out_of_scope")


def fitting_professional(professional_id: uuid.UUID, role: ReviewerRole, dossier: Dossier) -> User:
    """Whoever has this id, if their licence is valid now and allows the role there.

    Raises ``Invalid`` on ``professional_id`` (``not_a_verified_professional``) or ``role``
    (``role_out_of_scope``).
    """
    professional = verified_professional(professional_id)
    if professional is None:
        raise Invalid.on("professional_id", "not_a_verified_professional")
    check_scope(professional.scopes_at(now()), role, dossier.family)
    return professional


def _fits(scopes: frozenset[str], role: ReviewerRole, family: Family) -> bool:
    """The licence of the role; for immigration, one that goes as far as this family of programmes."""
    lacking = role in RESERVED and role.value not in scopes
    return not lacking and (role is not ReviewerRole.IMMIGRATION or covers_family(scopes, family))


def take_place(
    asked_by: uuid.UUID | None,
    dossier: Dossier,
    professional: User,
    role: ReviewerRole,
    status: AssignmentStatus,
    **suggestion: Any,
) -> Assignment:
    """A new assignment in this status; the unique index on open ones decides who was first.

    Raises ``Conflict`` (``already_assigned``).
    """
    values = {
        "id": new_id(),
        "created_at": now(),
        "dossier_id": dossier.id,
        "professional_id": professional.id,
        "asked_by_id": asked_by,
        "role": role,
        "status": status,
        "reason": "",
        "takes_over": False,
        "motive": "",
    }
    once = (
        insert(Assignment)
        .values(values | suggestion)
        .on_conflict_do_nothing(
            index_elements=["dossier_id", "professional_id", "role"], index_where=text(OPEN)
        )
    )
    assignment: Assignment | None = db.session.scalar(once.returning(Assignment))
    if assignment is None:
        raise Conflict(code="already_assigned")
    return assignment


def answer_of(assignment: Assignment) -> dict[str, Any]:
    """What became of it, for whoever comes too late."""
    at = assignment.ended_at or assignment.answered_at
    return {"status": assignment.status.value, "at": at}


def told(
    actor: Actor,
    assignment: Assignment,
    act: Act,
    event: type[Any],
    by: uuid.UUID | None = None,
) -> Assignment:
    """Write the act down, and let it be told: because of ``by``, if not of the actor."""
    data = {"professional": str(assignment.professional_id), "role": assignment.role.value}
    subject = ("assignment", assignment.id)
    db.session.flush()
    record(actor, act, subject, context_id=assignment.dossier_id, data=data)
    publish(
        event(assignment.dossier_id, by or actor.user_id, assignment.id, assignment.professional_id)
    )
    return assignment
