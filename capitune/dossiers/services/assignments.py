"""Asking for a professional, answering, ending."""

import uuid

from sqlalchemy import bindparam, select

from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.authz.recent import require_recent_of_staff
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid
from capitune.dossiers.events import (
    AssignmentAccepted,
    AssignmentEnded,
    AssignmentProposed,
    AssignmentRefused,
    AssignmentRequested,
)
from capitune.dossiers.models import Assignment, Dossier
from capitune.dossiers.services.caseload import recase
from capitune.dossiers.services.colleagues import drop
from capitune.dossiers.services.figures import recompute
from capitune.dossiers.services.hold import hold
from capitune.dossiers.services.places import (
    answer_of,
    check_scope,
    fitting_professional,
    take_place,
    told,
)
from capitune.dossiers.services.queue import requeue
from capitune.dossiers.services.quotes import withdraw_quotes
from capitune.dossiers.states import (
    OPEN_ASSIGNMENTS,
    UNANSWERED,
    AssignmentStatus,
    ReviewerRole,
)
from capitune.dossiers.typed import paragraphs
from capitune.professionals.models import ContactRequest
from capitune.professionals.services import take_offer

LONGEST_REASON = 2000
OPEN_SUGGESTIONS = select(Assignment).where(
    Assignment.from_id == bindparam("key"), Assignment.status == AssignmentStatus.SUGGESTED
)


def make_assignment(
    actor: Actor, dossier: Dossier, *, professional_id: uuid.UUID, role: ReviewerRole
) -> Assignment:
    """Ask for (candidate: ``requested``) or propose (admin: ``proposed``) a professional in a role.

    Raises ``Invalid`` on ``professional_id`` (``not_a_verified_professional``) or ``role``
    (``role_out_of_scope``), ``Conflict`` (``already_assigned``) when one is open already; of the team, ``ProofNeeded``.
    """
    dossier = hold(actor, Permission.ASSIGNMENT_MAKE, dossier)
    require_recent_of_staff(actor)
    professional = fitting_professional(professional_id, role, dossier)
    status = AssignmentStatus.REQUESTED if actor.is_candidate else AssignmentStatus.PROPOSED
    assignment = take_place(actor.user_id, dossier, professional, role, status)
    if status is AssignmentStatus.REQUESTED:
        return told(actor, assignment, Act.ASSIGNMENT_REQUESTED, AssignmentRequested)
    return told(actor, assignment, Act.ASSIGNMENT_PROPOSED, AssignmentProposed)


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
    check_scope(professional.scopes_at(now()), role, dossier.family)
    assignment = take_place(
        professional.id, dossier, professional, role, AssignmentStatus.REQUESTED
    )
    return _begin(actor, assignment, dossier)


def begin_invited(
    actor: Actor, dossier: Dossier, professional: User, role: ReviewerRole
) -> Assignment:
    """The candidate opened the dossier to which this professional invited them: access begins.

    A part of accepting the invitation, which has asked. Raises ``Invalid`` on ``role``
    (``role_out_of_scope``) when the licence no longer covers it.
    """
    check_scope(professional.scopes_at(now()), role, dossier.family)
    assignment = take_place(
        professional.id, dossier, professional, role, AssignmentStatus.REQUESTED
    )
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
    check_scope(actor.scopes, assignment.role, dossier.family)
    return _begin(actor, assignment, dossier)


def _begin(actor: Actor, assignment: Assignment, dossier: Dossier) -> Assignment:
    """Access begins with this answer."""
    assignment.status = AssignmentStatus.ACTIVE
    assignment.answered_at = now()
    dossier.started_at = dossier.started_at or now()
    recompute(dossier)
    begun = told(actor, assignment, Act.ASSIGNMENT_ACCEPTED, AssignmentAccepted)
    if assignment.takes_over:
        _hand_over(actor, assignment, dossier)
    return begun


def _hand_over(actor: Actor, assignment: Assignment, dossier: Dossier) -> None:
    """The place of whoever suggested this colleague in their own stead ends as the colleague's begins."""
    for former in dossier.assignments:
        if former.id == assignment.from_id and former.status is AssignmentStatus.ACTIVE:
            end(actor, former)


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
    return told(actor, assignment, Act.ASSIGNMENT_REFUSED, AssignmentRefused)


def _unanswered(actor: Actor, assignment: Assignment) -> Assignment:
    """The assignment behind the dossier's lock, still waiting for this professional's answer."""
    fresh = hold(actor, Permission.ASSIGNMENT_ANSWER, assignment)
    if fresh.status not in UNANSWERED:
        raise Conflict(code="already_answered", facts=answer_of(fresh))
    return fresh


def end_assignment(actor: Actor, assignment: Assignment, reason: str = "") -> Assignment:
    """Access ends now, or the question is withdrawn; why, for the candidate and the team to read.

    Raises ``Conflict`` (``already_answered``), ``Invalid`` on ``reason`` (``too_long``, ``bad_text``); of the
    team, ``ProofNeeded``.
    """
    fresh = hold(actor, Permission.ASSIGNMENT_END, assignment)
    require_recent_of_staff(actor)
    if fresh.status not in OPEN_ASSIGNMENTS:
        raise Conflict(code="already_answered", facts=answer_of(fresh))
    fresh.reason = paragraphs(reason, "reason", most=LONGEST_REASON)
    return end(actor, fresh)


def end(actor: Actor, assignment: Assignment, *, by: uuid.UUID | None = None) -> Assignment:
    """Access ends now, because of ``by`` if not of the actor; with it, what the professional suggested and nobody
    answered. The caller holds the dossier and has asked.
    """
    if assignment.status is AssignmentStatus.SUGGESTED:
        return drop(actor, assignment, by=by)
    for suggestion in db.session.scalars(OPEN_SUGGESTIONS, {"key": assignment.id}).all():
        drop(actor, suggestion, by=by)
    assignment.status = AssignmentStatus.ENDED
    assignment.ended_at = now()
    requeue(assignment.dossier_id)
    withdraw_quotes(actor, assignment.dossier_id, assignment.professional_id)
    recase(assignment.dossier_id)
    return told(actor, assignment, Act.ASSIGNMENT_ENDED, AssignmentEnded, by)
