"""Asking for a professional, answering, ending."""

import uuid
from collections.abc import Collection
from typing import Any

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert

from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid
from capitune.core.events import publish
from capitune.core.ids import new_id
from capitune.dossiers.events import (
    AssignmentAccepted,
    AssignmentEnded,
    AssignmentProposed,
    AssignmentRefused,
    AssignmentRequested,
)
from capitune.dossiers.jurisdictions import covers_family
from capitune.dossiers.models import Assignment, Dossier
from capitune.dossiers.models.assignment import OPEN
from capitune.dossiers.services.caseload import recase
from capitune.dossiers.services.figures import recompute
from capitune.dossiers.services.hold import hold
from capitune.dossiers.services.queue import requeue
from capitune.dossiers.services.quotes import withdraw_quotes
from capitune.dossiers.states import (
    OPEN_ASSIGNMENTS,
    UNANSWERED,
    AssignmentStatus,
    Family,
    ReviewerRole,
)
from capitune.dossiers.typed import paragraphs
from capitune.professionals.models import ContactRequest
from capitune.professionals.queries import verified_professional
from capitune.professionals.services import take_offer

LONGEST_REASON = 2000
# Roles that only a licence with that scope may hold; any verified professional may be lead or coach.
RESERVED = frozenset({ReviewerRole.IMMIGRATION, ReviewerRole.FINANCE})
LIKELY = (ReviewerRole.IMMIGRATION, ReviewerRole.FINANCE, ReviewerRole.LEAD, ReviewerRole.COACH)


def make_assignment(
    actor: Actor, dossier: Dossier, *, professional_id: uuid.UUID, role: ReviewerRole
) -> Assignment:
    """Ask for (candidate: ``requested``) or propose (admin: ``proposed``) a professional in a role.

    Raises ``Invalid`` on ``professional_id`` (``not_a_verified_professional``) or ``role``
    (``role_out_of_scope``), ``Conflict`` (``already_assigned``) when one is open already.
    """
    dossier = hold(actor, Permission.ASSIGNMENT_MAKE, dossier)
    professional = verified_professional(professional_id)
    if professional is None:
        raise Invalid.on("professional_id", "not_a_verified_professional")
    _check_scope(professional.scopes_at(now()), role, dossier.family)
    status = AssignmentStatus.REQUESTED if actor.is_candidate else AssignmentStatus.PROPOSED
    assignment = _insert(actor.user_id, dossier, professional, role, status)
    if status is AssignmentStatus.REQUESTED:
        return _told(actor, assignment, Act.ASSIGNMENT_REQUESTED, AssignmentRequested)
    return _told(actor, assignment, Act.ASSIGNMENT_PROPOSED, AssignmentProposed)


def fitting_roles(scopes: frozenset[str], families: Collection[Family]) -> list[ReviewerRole]:
    """The roles that licence ``scopes`` allow in one of these families, those of the licence first."""
    return [role for role in LIKELY if any(_fits(scopes, role, family) for family in families)]


def _check_scope(scopes: frozenset[str], role: ReviewerRole, family: Family) -> None:
    if not _fits(scopes, role, family):
        raise Invalid.on("role", "role_out_of_scope")


def _fits(scopes: frozenset[str], role: ReviewerRole, family: Family) -> bool:
    """The licence of the role; for immigration, one that goes as far as this family of programmes."""
    lacking = role in RESERVED and role.value not in scopes
    return not lacking and (role is not ReviewerRole.IMMIGRATION or covers_family(scopes, family))


def _insert(
    asked_by: uuid.UUID | None,
    dossier: Dossier,
    professional: User,
    role: ReviewerRole,
    status: AssignmentStatus,
) -> Assignment:
    """The unique index on open assignments decides who was first."""
    values = {
        "id": new_id(),
        "created_at": now(),
        "dossier_id": dossier.id,
        "professional_id": professional.id,
        "asked_by_id": asked_by,
        "role": role,
        "status": status,
        "reason": "",
    }
    once = (
        insert(Assignment)
        .values(values)
        .on_conflict_do_nothing(
            index_elements=["dossier_id", "professional_id", "role"], index_where=text(OPEN)
        )
    )
    assignment: Assignment | None = db.session.scalar(once.returning(Assignment))
    if assignment is None:
        raise Conflict(code="already_assigned")
    return assignment


def accept_offer(
    actor: Actor, asked: ContactRequest, dossier: Dossier, role: ReviewerRole
) -> Assignment:
    """The candidate takes a professional who offered to accompany them: both have said yes, access begins.

    Raises ``Conflict``: ``offer_answered`` (``status``, ``at``), ``offer_over``, ``already_assigned``;
    ``Invalid`` on ``role`` (``role_out_of_scope``); ``Refused`` (``dossier_archived``).
    """
    require(actor, Permission.ASSIGNMENT_MAKE, dossier)
    # The professional's row before the dossier's, as when an account is closed: never in a circle.
    taken = take_offer(actor, asked)
    dossier = hold(actor, Permission.ASSIGNMENT_MAKE, dossier)
    professional = db.session.get_one(User, taken.professional_id, populate_existing=True)
    _check_scope(professional.scopes_at(now()), role, dossier.family)
    assignment = _insert(professional.id, dossier, professional, role, AssignmentStatus.REQUESTED)
    return _begin(actor, assignment, dossier)


def begin_invited(
    actor: Actor, dossier: Dossier, professional: User, role: ReviewerRole
) -> Assignment:
    """The candidate opened the dossier to which this professional invited them: access begins.

    A part of accepting the invitation, which has asked. Raises ``Invalid`` on ``role``
    (``role_out_of_scope``) when the licence no longer covers it.
    """
    _check_scope(professional.scopes_at(now()), role, dossier.family)
    assignment = _insert(professional.id, dossier, professional, role, AssignmentStatus.REQUESTED)
    return _begin(actor, assignment, dossier)


def accept_assignment(actor: Actor, assignment: Assignment) -> Assignment:
    """Access begins.

    Raises ``Conflict``: ``already_answered`` (``status``, ``at``), ``dossier_archived``; ``Invalid`` on
    ``role`` (``role_out_of_scope``) when the licence no longer covers it.
    """
    assignment = _unanswered(actor, assignment)
    dossier = assignment.dossier
    if dossier.is_archived:
        raise Conflict(code="dossier_archived")
    _check_scope(actor.scopes, assignment.role, dossier.family)
    return _begin(actor, assignment, dossier)


def _begin(actor: Actor, assignment: Assignment, dossier: Dossier) -> Assignment:
    """Access begins with this answer."""
    assignment.status = AssignmentStatus.ACTIVE
    assignment.answered_at = now()
    dossier.started_at = dossier.started_at or now()
    recompute(dossier)
    return _told(actor, assignment, Act.ASSIGNMENT_ACCEPTED, AssignmentAccepted)


def refuse_assignment(actor: Actor, assignment: Assignment, reason: str = "") -> Assignment:
    """Say no, with a reason that whoever asked can read.

    Raises ``Conflict`` (``already_answered``), ``Invalid`` on ``reason`` (``required``, ``too_long``,
    ``bad_text``).
    """
    assignment = _unanswered(actor, assignment)
    assignment.reason = paragraphs(reason, "reason", most=LONGEST_REASON)
    if not assignment.reason:
        raise Invalid.on("reason", "required")
    assignment.status = AssignmentStatus.REFUSED
    assignment.answered_at = now()
    return _told(actor, assignment, Act.ASSIGNMENT_REFUSED, AssignmentRefused)


def _unanswered(actor: Actor, assignment: Assignment) -> Assignment:
    """The assignment behind the dossier's lock, still waiting for this professional's answer."""
    fresh = hold(actor, Permission.ASSIGNMENT_ANSWER, assignment)
    if fresh.status not in UNANSWERED:
        raise Conflict(code="already_answered", facts=_answer(fresh))
    return fresh


def end_assignment(actor: Actor, assignment: Assignment, reason: str = "") -> Assignment:
    """Access ends now, or the question is withdrawn; why, for the candidate and the team to read.

    Raises ``Conflict`` (``already_answered``), ``Invalid`` on ``reason`` (``too_long``, ``bad_text``).
    """
    fresh = hold(actor, Permission.ASSIGNMENT_END, assignment)
    if fresh.status not in OPEN_ASSIGNMENTS:
        raise Conflict(code="already_answered", facts=_answer(fresh))
    fresh.reason = paragraphs(reason, "reason", most=LONGEST_REASON)
    return end(actor, fresh)


def end(actor: Actor, assignment: Assignment, *, by: uuid.UUID | None = None) -> Assignment:
    """Access ends now, because of ``by`` if not of the actor. The caller holds the dossier and has asked."""
    assignment.status = AssignmentStatus.ENDED
    assignment.ended_at = now()
    requeue(assignment.dossier_id)
    withdraw_quotes(actor, assignment.dossier_id, assignment.professional_id)
    recase(assignment.dossier_id)
    return _told(actor, assignment, Act.ASSIGNMENT_ENDED, AssignmentEnded, by)


def _answer(assignment: Assignment) -> dict[str, Any]:
    at = assignment.ended_at or assignment.answered_at
    return {"status": assignment.status.value, "at": at}


def _told(
    actor: Actor,
    assignment: Assignment,
    act: Act,
    event: type[Any],
    by: uuid.UUID | None = None,
) -> Assignment:
    data = {"professional": str(assignment.professional_id), "role": assignment.role.value}
    subject = ("assignment", assignment.id)
    db.session.flush()
    record(actor, act, subject, context_id=assignment.dossier_id, data=data)
    publish(
        event(assignment.dossier_id, by or actor.user_id, assignment.id, assignment.professional_id)
    )
    return assignment
