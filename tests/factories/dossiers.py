"""Dossiers and who accompanies them, made by the product's own acts."""

from typing import Any

from capitune.accounts.models import User
from capitune.authz.actor import Role
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Assignment, Dossier
from capitune.dossiers.queries import assignment_by_id, dossier_by_id
from capitune.dossiers.states import ReviewerRole
from tests.factories.people import acting, make_person, make_professional

TEMPLATE = "ETU-ROC"


def make_dossier(
    candidate: User | None = None, *, template: str = TEMPLATE, **facts: Any
) -> Dossier:
    """A dossier just opened by ``candidate`` (a new one by default), as ``dossier_by_id`` gives it."""
    actor = acting(candidate or make_person())
    with unit_of_work():
        dossier = services.open_dossier(actor, template_code=template, **facts)
    found = dossier_by_id(dossier.id)
    assert found is not None
    return found


def propose(
    dossier: Dossier, professional: User, role: ReviewerRole = ReviewerRole.LEAD
) -> Assignment:
    """An assignment proposed by an admin, not answered yet."""
    admin = make_person(Role.ADMIN)
    with unit_of_work():
        made = services.make_assignment(
            acting(admin), dossier, professional_id=professional.id, role=role
        )
    found = assignment_by_id(made.id)
    assert found is not None
    return found


def assign(
    dossier: Dossier, professional: User, role: ReviewerRole = ReviewerRole.LEAD
) -> Assignment:
    """An assignment that the professional has accepted."""
    assignment = propose(dossier, professional, role)
    with unit_of_work():
        services.accept_assignment(acting(professional), assignment)
    return assignment


def suggest(
    dossier: Dossier,
    by: User,
    colleague: User | None = None,
    role: ReviewerRole = ReviewerRole.COACH,
) -> Assignment:
    """A colleague (a new coach by default) suggested by a professional, not answered by the candidate yet."""
    whom = colleague or make_professional("coach", first_name="Chloé", last_name="Collin")
    suggested = services.Suggested(whom.id, role, "Pour préparer l’entrevue.")
    with unit_of_work():
        made = services.suggest_colleague(acting(by), dossier, suggested)
    found = assignment_by_id(made.id)
    assert found is not None
    return found


def unassign(assignment: Assignment) -> Assignment:
    """The same, ended by an admin."""
    found = assignment_by_id(assignment.id)
    assert found is not None
    with unit_of_work():
        return services.end_assignment(acting(make_person(Role.ADMIN)), found)
