"""Two people at once, on real connections: the constraint and the lock decide, never luck."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from capitune.accounts.models import User
from capitune.accounts.queries import lock_user
from capitune.accounts.services.leaving import depart
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.errors import Conflict, DomainError, NotFound, Refused
from capitune.core.outbox import OutboxRow
from capitune.dossiers import services
from capitune.dossiers.models import Assignment, BudgetLine, Document, Dossier, Invitation, Review
from capitune.dossiers.queries import (
    assignment_by_id,
    document_by_id,
    dossier_by_id,
    quote_by_number,
    requirement_by_id,
)
from capitune.dossiers.queries.invitations import invitation_by_id
from capitune.dossiers.states import AssignmentStatus, Decision, ReviewerRole, Scan, Stage
from capitune.notifications.models import Notification
from capitune.professionals.models import ContactRequest
from capitune.professionals.queries.offers import offer_by_id
from capitune.professionals.services import decline_offer
from capitune.professionals.states import OfferAnswer
from tests.factories.budgets import budget_now, permit_of, price, quote
from tests.factories.documents import (
    SCANNER,
    receive,
    reject,
    requirement_of,
    send,
    store,
    validate,
)
from tests.factories.dossiers import assign, make_dossier, propose
from tests.factories.invitations import ADDRESS, make_invitation
from tests.factories.offers import make_offer
from tests.factories.people import acting, make_person, make_professional
from tests.support.together import at_once, refusals

pytestmark = pytest.mark.usefixtures("live_app")


def count(statement: Any) -> int:
    return db.session.scalar(statement) or 0


@pytest.fixture
def anne() -> User:
    return make_professional("immigration")


@pytest.fixture
def dossier(anne: User) -> Dossier:
    found = make_dossier()
    assign(found, anne)
    return found


def decision(person: User, document: Document, what: Decision) -> Callable[[], Any]:
    """What a reviewer does who looked at the version as it is now."""
    actor, document_id, version = acting(person), document.id, document.version
    reasons = ["ILLEGIBLE"] if what is Decision.REJECTED else []

    def act() -> Any:
        found = document_by_id(document_id)
        if found is None:
            raise NotFound
        return services.decide(actor, found, decision=what, version=version, reasons=reasons).id

    return act


@pytest.mark.parametrize("_round", range(5))
def test_two_reviewers_one_wins(live_app: Flask, anne: User, dossier: Dossier, _round: int) -> None:
    luc = make_professional("immigration", first_name="Luc", last_name="Roy")
    assign(dossier, luc)
    document = receive(dossier)
    results = at_once(
        live_app,
        decision(anne, document, Decision.VALIDATED),
        decision(luc, document, Decision.REJECTED),
    )
    (loser,) = [r for r in results if isinstance(r, DomainError)]
    assert loser.code == "already_decided"
    winner = "Luc Roy" if results[0] is loser else "Anne Lefebvre"
    status = "rejected" if results[0] is loser else "validated"
    assert (loser.facts["by"], loser.facts["status"]) == (winner, status)
    assert count(select(func.count()).select_from(Review)) == 1
    told = db.session.scalars(
        select(Notification.kind).where(Notification.user_id == dossier.candidate_id)
    ).all()
    assert [kind for kind in told if kind.startswith("document_")] == [f"document_{status}"]


def test_a_double_click_decides_once(live_app: Flask, anne: User, dossier: Dossier) -> None:
    document = receive(dossier)
    same = decision(anne, document, Decision.REJECTED)
    results = at_once(live_app, *[same] * 4)
    assert refusals(results) == ["already_decided"] * 3
    mails = select(func.count()).where(OutboxRow.kind == "mail", OutboxRow.key.contains("rejected"))
    assert count(mails) == 1


def test_two_uploads_get_numbers_one_and_two(live_app: Flask, dossier: Dossier) -> None:
    candidate = acting(db.session.get_one(User, dossier.candidate_id))
    requirement_id = requirement_of(dossier).id

    def upload() -> int:
        requirement = requirement_by_id(requirement_id)
        assert requirement is not None
        return services.add_document(candidate, requirement, stored=store()).number

    assert sorted(at_once(live_app, *[upload] * 4)) == [1, 2, 3, 4]
    documents = db.session.scalars(select(Document).order_by(Document.number)).all()
    assert [d.superseded_at is None for d in documents] == [False, False, False, True]


@pytest.mark.parametrize("_round", range(5))
def test_a_decision_and_a_new_version_never_mix(
    live_app: Flask, anne: User, dossier: Dossier, _round: int
) -> None:
    candidate = acting(db.session.get_one(User, dossier.candidate_id))
    document = receive(dossier)
    requirement_id = document.requirement_id

    def upload() -> Any:
        requirement = requirement_by_id(requirement_id)
        assert requirement is not None
        return services.add_document(candidate, requirement, stored=store()).id

    results = at_once(live_app, decision(anne, document, Decision.VALIDATED), upload)
    assert refusals(results) in ([], ["superseded"])
    reviews = count(select(func.count()).select_from(Review))
    assert reviews == (0 if refusals(results) else 1)
    requirement = requirement_by_id(requirement_id)
    assert requirement is not None
    assert requirement.status == "pending"


@pytest.mark.parametrize("_round", range(3))
def test_a_request_taken_back_and_a_new_version_never_mix(
    live_app: Flask, anne: User, dossier: Dossier, _round: int
) -> None:
    candidate = acting(db.session.get_one(User, dossier.candidate_id))
    reviewer, document = acting(anne), reject(receive(dossier), anne)
    document_id, requirement_id = document.id, document.requirement_id
    version = document.version

    def withdraw() -> Any:
        found = document_by_id(document_id)
        assert found is not None
        return services.withdraw_request(reviewer, found, version=version).id

    def upload() -> Any:
        requirement = requirement_by_id(requirement_id)
        assert requirement is not None
        return services.add_document(candidate, requirement, stored=store()).id

    results = at_once(live_app, withdraw, upload)
    assert refusals(results) in ([], ["superseded"])
    ended = select(func.count()).select_from(Review).where(Review.ended_at.is_not(None))
    assert count(ended) == (0 if refusals(results) else 1)
    requirement = requirement_by_id(requirement_id)
    assert requirement is not None
    assert requirement.status == "pending"


@pytest.mark.parametrize("_round", range(3))
def test_two_who_overturn_one_wins(
    live_app: Flask, anne: User, dossier: Dossier, _round: int
) -> None:
    luc = make_professional("immigration", first_name="Luc", last_name="Roy")
    assign(dossier, luc)
    document = validate(receive(dossier), anne)
    acts = [decision(person, document, Decision.REJECTED) for person in (anne, luc)]
    assert refusals(at_once(live_app, *acts)) == ["already_decided"]
    assert count(select(func.count()).select_from(Review)) == 2


@pytest.mark.parametrize("_round", range(5))
def test_a_decision_and_a_taking_back_never_mix(
    live_app: Flask, anne: User, dossier: Dossier, _round: int
) -> None:
    candidate = acting(db.session.get_one(User, dossier.candidate_id))
    document = receive(dossier)

    def take_back() -> Any:
        found = document_by_id(document.id)
        if found is None:
            raise NotFound
        services.delete_document(candidate, found)
        return None

    results = at_once(live_app, decision(anne, document, Decision.VALIDATED), take_back)
    (loser,) = [r for r in results if isinstance(r, DomainError)]
    assert isinstance(loser, NotFound if results[0] is loser else Refused)


def test_two_answers_one_counts(live_app: Flask, anne: User) -> None:
    dossier = make_dossier()
    assignment_id = propose(dossier, anne).id
    actor = acting(anne)

    def answer(accept: bool) -> Callable[[], Any]:
        def act() -> Any:
            found = assignment_by_id(assignment_id)
            assert found is not None
            if accept:
                return services.accept_assignment(actor, found).status
            return services.refuse_assignment(actor, found, "Non").status

        return act

    results = at_once(live_app, answer(True), answer(True), answer(False))
    assert refusals(results) == ["already_answered"] * 2
    (won,) = [r for r in results if not isinstance(r, Conflict)]
    found = db.session.get_one(Assignment, assignment_id)
    assert found.status is won
    statement = select(func.count()).where(AuditEvent.subject_id == assignment_id)
    assert count(statement) == 2  # proposed, answered


def test_two_questions_one_stands(live_app: Flask, anne: User) -> None:
    candidate = make_person()
    dossier_id = make_dossier(candidate).id

    def ask(person: User) -> Callable[[], Any]:
        actor = acting(person)

        def act() -> Any:
            found = dossier_by_id(dossier_id)
            assert found is not None
            made = services.make_assignment(
                actor, found, professional_id=anne_id, role=ReviewerRole.LEAD
            )
            return made.id

        return act

    anne_id = anne.id
    results = at_once(live_app, *[ask(candidate)] * 2, ask(make_person(Role.ADMIN)))
    assert refusals(results) == ["already_assigned"] * 2
    is_open = Assignment.status.in_([AssignmentStatus.REQUESTED, AssignmentStatus.PROPOSED])
    assert count(select(func.count()).where(is_open)) == 1


@pytest.mark.parametrize("_round", range(5))
def test_a_decision_and_an_unassignment_never_mix(live_app: Flask, anne: User, _round: int) -> None:
    """Once the end of the assignment is durable, no decision of theirs can follow."""
    dossier = make_dossier()
    assignment_id = assign(dossier, anne).id
    document = receive(dossier)
    admin = acting(make_person(Role.ADMIN))

    def end() -> Any:
        found = assignment_by_id(assignment_id)
        assert found is not None
        return services.end_assignment(admin, found).status

    results = at_once(live_app, decision(anne, document, Decision.VALIDATED), end)
    assert results[1] is AssignmentStatus.ENDED
    ended, decided = (
        db.session.scalar(select(AuditEvent.id).where(AuditEvent.act == act))
        for act in ("assignment.ended", "document.validated")
    )
    if isinstance(results[0], DomainError):
        assert isinstance(results[0], NotFound)
        assert decided is None
    else:
        assert decided < ended


def test_two_scans_of_one_version_count_once(live_app: Flask, anne: User, dossier: Dossier) -> None:
    document_id = send(dossier).id

    def scan(result: Scan) -> Callable[[], Any]:
        return lambda: services.record_scan(SCANNER, document_id, result)

    results = at_once(live_app, scan(Scan.CLEAN), scan(Scan.CLEAN), scan(Scan.INFECTED))
    assert sorted(results) == [False, False, True]
    told = select(func.count()).where(Notification.kind.startswith("document_"))
    assert count(told) == 1


def test_two_stage_moves_one_step(live_app: Flask, anne: User, dossier: Dossier) -> None:
    actor, dossier_id = acting(anne), dossier.id

    def move() -> Any:
        found = dossier_by_id(dossier_id)
        assert found is not None
        return services.move_stage(actor, found, Stage.INTERESTED).version

    assert refusals(at_once(live_app, *[move] * 3)) == []
    found = dossier_by_id(dossier_id)
    assert found is not None
    assert (found.stage, found.version) == (Stage.INTERESTED, 2)


def test_two_edits_of_one_page_one_is_told(live_app: Flask) -> None:
    candidate = make_person()
    dossier_id = make_dossier(candidate).id
    actor = acting(candidate)

    def edit(title: str) -> Callable[[], Any]:
        def act() -> Any:
            found = dossier_by_id(dossier_id)
            assert found is not None
            return services.edit_dossier(actor, found, changes={"title": title}, version=1).title

        return act

    results = at_once(live_app, edit("A"), edit("B"))
    assert refusals(results) == ["stale_version"]
    (kept,) = [r for r in results if isinstance(r, str)]
    found = dossier_by_id(dossier_id)
    assert found is not None
    assert found.title == kept


def test_numbers_are_never_given_twice(live_app: Flask) -> None:
    people = [acting(make_person()) for _ in range(4)]
    acts = [lambda p=p: services.open_dossier(p, template_code="ETU-ROC").number for p in people]
    assert len(set(at_once(live_app, *acts))) == 4


def test_yes_and_no_to_an_offer_are_one_answer(live_app: Flask) -> None:
    candidate, anne = make_person(), make_professional("immigration")
    dossier_id, offer_id = make_dossier(candidate).id, make_offer(candidate, anne).id
    actor = acting(candidate)
    db.session.remove()

    def yes() -> Assignment:
        asked, dossier = offer_by_id(offer_id), dossier_by_id(dossier_id)
        assert asked
        assert dossier
        return services.accept_offer(actor, asked, dossier, ReviewerRole.IMMIGRATION)

    def no() -> ContactRequest:
        asked = offer_by_id(offer_id)
        assert asked
        return decline_offer(actor, asked)

    results = at_once(live_app, yes, no, yes, no)
    refused = [found for found in results if isinstance(found, Conflict)]
    assert [error.code for error in refused] == ["offer_answered"] * 3
    kept = db.session.get_one(ContactRequest, offer_id).offer_answer
    begun = db.session.scalar(select(func.count()).select_from(Assignment))
    assert begun == (1 if kept is OfferAnswer.ACCEPTED else 0)


def test_the_first_two_payments_of_a_fee_share_its_line(live_app: Flask) -> None:
    candidate, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    assign(dossier, anne)

    def paying(person: User) -> Callable[[], Any]:
        facts = {"line_id": permit_of(dossier), "amount_cents": 15000, "paid_on": today()}
        return lambda: services.record_payment(acting(person), fresh(dossier), **facts)

    assert refusals(at_once(live_app, paying(candidate), paying(anne))) == []
    assert (count(select(func.count(BudgetLine.id))), budget_now(dossier).paid) == (1, 30000)


def test_a_quote_is_accepted_or_replaced(live_app: Flask) -> None:
    candidate, anne = make_person(), make_professional("immigration")
    dossier = make_dossier(candidate)
    assign(dossier, anne)
    price(dossier, anne)
    quote(dossier, anne)

    def accepting() -> Any:
        found = quote_by_number(dossier.id, 1)
        assert found is not None
        return services.accept_quote(acting(candidate), found, text="Oui", language="fr")

    def replacing() -> Any:
        return services.propose_quote(acting(anne), fresh(dossier), terms="Autrement.")

    results = at_once(live_app, accepting, replacing, accepting)
    codes = refusals(results)
    assert len(codes) in (1, 2)  # one of the two who accept is first, unless both come too late
    assert set(codes) <= {"quote_accepted", "quote_replaced"}
    told = budget_now(dossier)
    assert [q.number for q in told.quotes] == [1, 2]
    assert (told.quotes[0].accepted_at is not None) == (len(codes) == 1)
    assert told.awaited is not None
    assert told.awaited.number == 2


def fresh(dossier: Dossier) -> Dossier:
    found = dossier_by_id(dossier.id)
    assert found is not None
    return found


def accepting(made: Invitation) -> Callable[[], Any]:
    """What the invited candidate does who looked at it as it is now."""
    candidate = make_person(email=ADDRESS)

    def act() -> Any:
        return services.accept_invitation(acting(candidate), fresh_invitation(made), agrees=True)

    return act


def fresh_invitation(made: Invitation) -> Invitation:
    found = invitation_by_id(made.id)
    assert found is not None
    return found


def test_an_invitation_accepted_twice_at_once_is_one_dossier(live_app: Flask, anne: User) -> None:
    accept = accepting(make_invitation(anne))
    assert refusals(at_once(live_app, accept, accept)) == ["invitation_accepted"]
    assert count(select(func.count()).select_from(Dossier)) == 1


def test_an_invitation_withdrawn_while_it_is_accepted_is_one_or_the_other(
    live_app: Flask, anne: User
) -> None:
    made = make_invitation(anne)
    accept = accepting(made)

    def withdraw() -> Any:
        return services.withdraw_invitation(acting(anne), fresh_invitation(made))

    results = at_once(live_app, accept, withdraw)
    assert len(refusals(results)) == 1
    opened = count(select(func.count()).select_from(Dossier))
    assert opened == (0 if isinstance(results[0], Conflict) else 1)


def test_a_professional_who_leaves_while_they_are_accepted_keeps_no_access(
    live_app: Flask, anne: User
) -> None:
    accept = accepting(make_invitation(anne))

    def leave() -> Any:
        held = lock_user(anne.id)
        assert held is not None
        return depart(acting(anne), held)

    at_once(live_app, accept, leave)
    active = Assignment.status == AssignmentStatus.ACTIVE
    assert count(select(func.count()).select_from(Assignment).where(active)) == 0
