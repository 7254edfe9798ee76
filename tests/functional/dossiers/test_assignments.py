"""Asking for a professional, answering, ending."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.accounts.states import Standing
from capitune.authz.actor import Role
from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.core import events as core_events
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, DomainError, Invalid, NotFound, Refused
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.events import AssignmentEnded
from capitune.dossiers.models import Assignment, Dossier
from capitune.dossiers.queries import assignment_by_id, dossier_by_id, proposals
from capitune.dossiers.states import AssignmentStatus, ReviewerRole, Status
from capitune.notifications.models import Notification
from tests.factories.dossiers import assign, make_dossier, propose, unassign
from tests.factories.people import acting, make_person, make_professional

pytestmark = pytest.mark.usefixtures("app")
LEAD = ReviewerRole.LEAD


def make(
    person: User, dossier: Dossier, professional_id: uuid.UUID, role: ReviewerRole
) -> Assignment:
    with unit_of_work():
        return services.make_assignment(
            acting(person), dossier, professional_id=professional_id, role=role
        )


def told(user: User) -> list[str]:
    statement = select(Notification.kind).where(Notification.user_id == user.id)
    return list(db.session.scalars(statement.order_by(Notification.id)))


def reason_of(assignment: Assignment) -> str:
    found = assignment_by_id(assignment.id)
    assert found is not None
    return found.reason


def sees(person: User, dossier: Dossier) -> bool:
    found = dossier_by_id(dossier.id)
    return can(acting(person), Permission.DOSSIER_READ, found)


def test_a_candidate_asks_and_access_begins_at_acceptance() -> None:
    candidate, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    assignment = make(candidate, dossier, anne.id, ReviewerRole.IMMIGRATION)
    assert assignment.status is AssignmentStatus.REQUESTED
    assert not sees(anne, dossier)
    assert [line.id for line in proposals(acting(anne))] == [assignment.id]
    with unit_of_work():
        services.accept_assignment(acting(anne), assignment_by_id(assignment.id))
    assert sees(anne, dossier)
    assert dossier.status is Status.IN_PROGRESS
    assert proposals(acting(anne)) == []
    assert told(anne) == ["assignment_requested"]
    assert told(candidate) == ["assignment_accepted"]


def test_an_admin_proposes() -> None:
    admin, candidate, anne = make_person(Role.ADMIN), make_person(), make_professional("coach")
    dossier = make_dossier(candidate)
    assignment = make(admin, dossier, anne.id, LEAD)
    assert assignment.status is AssignmentStatus.PROPOSED
    assert told(anne) == ["assignment_proposed"]
    with unit_of_work():
        services.refuse_assignment(
            acting(anne), assignment_by_id(assignment.id), "Trop de dossiers"
        )
    assert (assignment.status, assignment.reason) == (AssignmentStatus.REFUSED, "Trop de dossiers")
    assert (told(admin), told(candidate)) == (["assignment_refused"], ["professional_proposed"])
    assert not sees(anne, dossier)


def test_a_proposal_shows_few_facts() -> None:
    candidate = make_person(first_name="Jean", last_name="Secret")
    anne = make_professional("immigration")
    propose(make_dossier(candidate, title="Confidentiel"), anne)
    (line,) = proposals(acting(anne))
    assert line.candidate_first_name == "Jean"
    assert "Secret" not in repr(line)
    assert "Confidentiel" not in repr(line)


def _unknown() -> uuid.UUID:
    return uuid.uuid4()


def _suspended() -> uuid.UUID:
    return make_professional("immigration", standing=Standing.SUSPENDED).id


def _lapsed() -> uuid.UUID:
    return make_professional("immigration", until=now() - timedelta(seconds=1)).id


@pytest.mark.parametrize(
    "whom",
    [
        _unknown,
        lambda: make_professional().id,
        _suspended,
        _lapsed,
        lambda: make_person().id,
        lambda: make_person(Role.ADMIN).id,
    ],
    ids=["unknown", "unverified", "suspended", "lapsed", "candidate", "admin"],
)
def test_only_verified_professionals_are_assigned(whom: object) -> None:
    dossier = make_dossier()
    with pytest.raises(Invalid) as refusal:
        make(make_person(Role.ADMIN), dossier, whom(), LEAD)  # type: ignore[operator]
    assert refusal.value.errors[0].field == "professional_id"
    assert refusal.value.code == "not_a_verified_professional"


@pytest.mark.parametrize(
    ("scope", "role", "fits"),
    [
        ("immigration", "immigration", True),
        ("immigration", "finance", False),
        ("immigration", "lead", True),
        ("immigration", "coach", True),
        ("finance", "finance", True),
        ("finance", "immigration", False),
        ("finance", "lead", True),
        ("finance", "coach", True),
        ("coach", "coach", True),
        ("coach", "lead", True),
        ("coach", "immigration", False),
        ("coach", "finance", False),
    ],
)
def test_a_role_needs_its_scope(scope: str, role: str, fits: bool) -> None:
    dossier, person = make_dossier(), make_professional(scope)
    if fits:
        assert propose(dossier, person, ReviewerRole(role)).role == role
        return
    with pytest.raises(Invalid) as refusal:
        propose(dossier, person, ReviewerRole(role))
    assert refusal.value.code == "role_out_of_scope"


def test_a_licence_that_changed_is_looked_at_again_at_acceptance() -> None:
    dossier, bruno = make_dossier(), make_professional("finance")
    assignment = propose(dossier, bruno, ReviewerRole.FINANCE)
    with unit_of_work():
        bruno.licence_scopes = ["coach"]
    with pytest.raises(Invalid):
        with unit_of_work():
            services.accept_assignment(acting(bruno), assignment)


def test_one_open_assignment_in_a_role() -> None:
    dossier, anne = make_dossier(), make_professional("immigration")
    first = propose(dossier, anne)
    with pytest.raises(Conflict) as refusal:
        propose(dossier, anne)
    assert refusal.value.code == "already_assigned"
    propose(dossier, anne, ReviewerRole.COACH)
    with unit_of_work():
        services.refuse_assignment(acting(anne), assignment_by_id(first.id), "Non")
    assert propose(dossier, anne).id != first.id


@pytest.mark.parametrize("answer", ["accept", "refuse"])
def test_an_answer_is_given_once(answer: str) -> None:
    dossier, anne = make_dossier(), make_professional("immigration")
    assignment = assign(dossier, anne)
    with pytest.raises(Conflict) as refusal:
        with unit_of_work():
            if answer == "accept":
                services.accept_assignment(acting(anne), assignment)
            else:
                services.refuse_assignment(acting(anne), assignment, "Non")
    assert (refusal.value.code, refusal.value.facts["status"]) == ("already_answered", "active")
    assert refusal.value.facts["at"] is not None


@pytest.mark.parametrize(
    ("reason", "code"), [("", "required"), ("  ", "required"), ("x" * 2001, "too_long")]
)
def test_a_refusal_has_a_reason(reason: str, code: str) -> None:
    assignment = propose(make_dossier(), make_professional("coach"))
    anne = db.session.get_one(User, assignment.professional_id)
    with pytest.raises(Invalid) as refusal:
        with unit_of_work():
            services.refuse_assignment(acting(anne), assignment, reason)
    assert refusal.value.code == code


def test_only_the_one_named_answers() -> None:
    candidate = make_person()
    assignment = propose(make_dossier(candidate), make_professional("immigration"))
    others: list[tuple[User, type[DomainError]]] = [
        (candidate, Refused),
        (make_person(Role.ADMIN), Refused),
        (make_professional("immigration"), NotFound),
        (make_person(), NotFound),
        (make_person(Role.MODERATOR), NotFound),
    ]
    for other, expected in others:
        with pytest.raises(expected):
            with unit_of_work():
                services.accept_assignment(acting(other), assignment_by_id(assignment.id))


def test_an_archived_dossier_takes_nobody_in() -> None:
    candidate, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    assignment = propose(dossier, anne)
    with unit_of_work():
        services.archive(acting(candidate), dossier)
    with pytest.raises(Refused):
        propose(dossier_by_id(dossier.id), make_professional("coach"))
    with pytest.raises(Conflict) as refusal:
        with unit_of_work():
            services.accept_assignment(acting(anne), assignment_by_id(assignment.id))
    assert refusal.value.code == "dossier_archived"
    assert proposals(acting(anne)) == []


@pytest.mark.parametrize("by", ["candidate", "admin", "themselves"])
def test_whoever_let_them_in_can_show_them_out(by: str) -> None:
    candidate, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    assignment = assign(dossier, anne)
    assert sees(anne, dossier)
    heard: list[AssignmentEnded] = []
    core_events.on(AssignmentEnded, heard.append)
    ender = {"candidate": candidate, "themselves": anne}.get(by) or make_person(Role.ADMIN)
    with unit_of_work():
        services.end_assignment(acting(ender), assignment, " Too far. ")
    core_events._handlers[AssignmentEnded].remove(heard.append)
    assert [(e.dossier_id, e.professional_id) for e in heard] == [(dossier.id, anne.id)]
    assert not sees(anne, dossier)
    assert ("assignment_ended" in told(anne)) is (by != "themselves")
    assert ("assignment_ended" in told(candidate)) is (by != "candidate")
    assert reason_of(assignment) == "Too far."
    with pytest.raises(NotFound if by == "themselves" else Conflict):
        with unit_of_work():
            services.end_assignment(acting(ender), assignment_by_id(assignment.id))


def test_others_end_nothing() -> None:
    anne, bruno = make_professional("immigration"), make_professional("finance")
    dossier = make_dossier()
    assignment = assign(dossier, anne)
    assign(dossier_by_id(dossier.id), bruno, ReviewerRole.FINANCE)
    expected: list[tuple[User, type[DomainError]]] = [
        (bruno, Refused),
        (make_professional("immigration"), NotFound),
        (make_person(), NotFound),
        (make_person(Role.MODERATOR), NotFound),
    ]
    for person, error in expected:
        with pytest.raises(error):
            with unit_of_work():
                services.end_assignment(acting(person), assignment_by_id(assignment.id))


def test_after_the_end_one_can_be_asked_again() -> None:
    dossier, anne = make_dossier(), make_professional("immigration")
    unassign(assign(dossier, anne))
    assign(dossier_by_id(dossier.id), anne)
    assert sees(anne, dossier)
