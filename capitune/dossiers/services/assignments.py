"""Asking for a professional, answering, ending."""

import uuid

from capitune.authz.actor import Actor
from capitune.dossiers.models import Assignment, Dossier
from capitune.dossiers.states import ReviewerRole


def make_assignment(
    actor: Actor, dossier: Dossier, *, professional_id: uuid.UUID, role: ReviewerRole
) -> Assignment:
    """Ask for (candidate: ``requested``) or propose (admin: ``proposed``) a professional in a role.

    Raises ``Invalid`` on ``professional_id`` (``not_a_verified_professional``) or ``role``
    (``role_out_of_scope``), ``Conflict`` (``already_assigned``) when one is open already.
    """
    raise NotImplementedError


def accept_assignment(actor: Actor, assignment: Assignment) -> Assignment:
    """Access begins. Raises ``Conflict`` (``already_answered``) with ``status`` and ``at``."""
    raise NotImplementedError


def refuse_assignment(actor: Actor, assignment: Assignment, reason: str = "") -> Assignment:
    """Say no, with a reason of at most 1000 characters. Raises ``Conflict`` (``already_answered``)."""
    raise NotImplementedError


def end_assignment(actor: Actor, assignment: Assignment) -> Assignment:
    """Access ends, or the question is withdrawn. Raises ``Conflict`` (``already_answered``)."""
    raise NotImplementedError
