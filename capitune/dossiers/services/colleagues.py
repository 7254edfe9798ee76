"""A professional suggests a colleague, beside them or in their place; the candidate decides."""

import uuid
from dataclasses import dataclass

from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.errors import Conflict, Invalid
from capitune.dossiers.events import AssignmentProposed, ColleagueSuggested, SuggestionDropped
from capitune.dossiers.models import Assignment, Dossier
from capitune.dossiers.services.hold import hold
from capitune.dossiers.services.places import answer_of, fitting_professional, take_place, told
from capitune.dossiers.states import AssignmentStatus, ReviewerRole
from capitune.dossiers.typed import paragraphs
from capitune.professionals.queries import verified_professional

LONGEST_MOTIVE = 2000
MOST_SUGGESTED = 5  # open at once, of one dossier: each is a question to its candidate


@dataclass(frozen=True, slots=True)
class Suggested:
    """Which colleague, in which role, why; ``takes_over``: the place of whoever suggests them."""

    professional_id: uuid.UUID
    role: ReviewerRole
    motive: str
    takes_over: bool = False


def suggest_colleague(actor: Actor, dossier: Dossier, suggested: Suggested) -> Assignment:
    """Ask the candidate whether this colleague may be asked; nobody else is told.

    Raises ``Invalid`` on ``professional_id`` (``yourself``, ``not_a_verified_professional``), ``role``
    (``role_out_of_scope``; ``not_your_role``: one hands over one's own), ``motive`` (``required``, ``too_long``,
    ``bad_text``); ``Conflict``: ``already_assigned``, ``too_many_suggestions``.
    """
    dossier = hold(actor, Permission.COLLEAGUE_SUGGEST, dossier)
    motive = paragraphs(suggested.motive, "motive", most=LONGEST_MOTIVE)
    if not motive:
        raise Invalid.on("motive", "required")
    if suggested.professional_id == actor.user_id:
        raise Invalid.on("professional_id", "yourself")
    own = _own_place(actor, dossier, suggested)
    colleague = fitting_professional(suggested.professional_id, suggested.role, dossier)
    open_ones = [a for a in dossier.assignments if a.status is AssignmentStatus.SUGGESTED]
    if len(open_ones) >= MOST_SUGGESTED:
        raise Conflict(code="too_many_suggestions")
    assignment = take_place(
        actor.user_id,
        dossier,
        colleague,
        suggested.role,
        AssignmentStatus.SUGGESTED,
        from_id=own.id,
        takes_over=suggested.takes_over,
        motive=motive,
    )
    return told(actor, assignment, Act.COLLEAGUE_SUGGESTED, ColleagueSuggested)


def agree_to_colleague(actor: Actor, suggestion: Assignment) -> Assignment:
    """The candidate agrees: the colleague is asked, and access begins if they accept.

    Raises ``Conflict``: ``already_answered`` (``status``, ``at``), ``suggestion_over`` (whoever suggested them no
    longer accompanies the dossier); ``Invalid`` when the colleague's licence no longer allows it.
    """
    fresh = hold(actor, Permission.SUGGESTION_ANSWER, suggestion)
    if fresh.status is not AssignmentStatus.SUGGESTED:
        raise Conflict(code="already_answered", facts=answer_of(fresh))
    if _suggester(fresh) is None:
        raise Conflict(code="suggestion_over")
    fitting_professional(fresh.professional_id, fresh.role, fresh.dossier)
    fresh.status = AssignmentStatus.PROPOSED
    return told(actor, fresh, Act.COLLEAGUE_AGREED, AssignmentProposed)


def drop(actor: Actor, suggestion: Assignment, *, by: uuid.UUID | None = None) -> Assignment:
    """It is over: declined, withdrawn, or its colleague is on the dossier no longer. The caller holds the
    dossier and has asked.
    """
    suggestion.status = AssignmentStatus.ENDED
    suggestion.ended_at = now()
    return told(actor, suggestion, Act.SUGGESTION_DROPPED, SuggestionDropped, by)


def _own_place(actor: Actor, dossier: Dossier, suggested: Suggested) -> Assignment:
    """From which place of theirs they suggest it."""
    own = [
        a
        for a in dossier.assignments
        if a.professional_id == actor.user_id and a.status is AssignmentStatus.ACTIVE
    ]
    fitting = [a for a in own if a.role is suggested.role] if suggested.takes_over else own
    if not fitting:
        raise Invalid.on("role", "not_your_role")
    return fitting[0]


def _suggester(suggestion: Assignment) -> User | None:
    """Whoever suggested it, while they accompany the dossier."""
    own = next((a for a in suggestion.dossier.assignments if a.id == suggestion.from_id), None)
    if own is None or own.status is not AssignmentStatus.ACTIVE:
        return None
    return verified_professional(own.professional_id)
