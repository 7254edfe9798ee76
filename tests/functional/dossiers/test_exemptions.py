"""What a candidate cannot provide: said, answered, waived; what it does to progress and to the next action."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, NotFound, Refused
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Dossier, Requirement
from capitune.dossiers.queries import dossier_by_id
from capitune.dossiers.queries.waiting import waiting_for
from capitune.dossiers.states import DocumentStatus, Exemption, NextAction, ReviewerRole
from capitune.notifications.models import Notification
from tests.factories.documents import receive, reject, requirement_of, validate
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import acting, make_person, make_professional
from tests.factories.requirements import owner_of, row_of

pytestmark = pytest.mark.usefixtures("app")
CODE = "FIN_BANK"
EXCUSED, INSISTED, WAIVED = Exemption.EXCUSED, Exemption.INSISTED, Exemption.WAIVED


@pytest.fixture
def dossier() -> Dossier:
    return make_dossier()


@pytest.fixture
def bruno(dossier: Dossier) -> User:
    """Its professional for finance."""
    bruno = make_professional("finance")
    assign(dossier, bruno, ReviewerRole.FINANCE)
    return bruno


def excuse(dossier: Dossier, reason: str = "Ma banque a fermé.", code: str = CODE) -> Requirement:
    with unit_of_work():
        return services.excuse(owner_of(dossier), requirement_of(dossier, code), reason)


def answer(act: Callable[..., Any], person: User, dossier: Dossier, *words: str) -> Requirement:
    with unit_of_work():
        found: Requirement = act(acting(person), requirement_of(dossier, CODE), *words)
    return found


def waive(person: User, dossier: Dossier) -> Requirement:
    return answer(services.waive, person, dossier, "Le virement suffit.")


def fresh(dossier: Dossier) -> Dossier:
    db.session.expire_all()
    found = dossier_by_id(dossier.id)
    assert found is not None
    return found


def told(user: User) -> list[str]:
    kinds = select(Notification.kind).where(Notification.user_id == user.id)
    found = db.session.scalars(kinds.order_by(Notification.id))
    return [k for k in found if k.startswith("document_")]


def test_an_excuse_waits_for_the_one_who_may_answer(dossier: Dossier, bruno: User) -> None:
    anne = make_professional("immigration")
    assign(dossier, anne, ReviewerRole.IMMIGRATION)
    before = waiting_for(owner_of(dossier)).count
    asked = excuse(dossier)
    assert (asked.exemption, asked.excuse, asked.status) == (
        EXCUSED,
        "Ma banque a fermé.",
        DocumentStatus.REQUIRED,
    )
    assert waiting_for(owner_of(dossier)).count == before - 1
    assert (told(bruno), told(anne)) == (["document_excused"], [])
    assert asked.is_counted  # until a professional does without it


def test_a_waiver_leaves_the_count_and_its_undoing_restores_it(
    dossier: Dossier, bruno: User
) -> None:
    before = fresh(dossier).counted_count
    excuse(dossier)
    asked = waive(bruno, dossier)
    assert (asked.exemption, asked.answer, asked.answered_by_id) == (
        WAIVED,
        "Le virement suffit.",
        bruno.id,
    )
    assert fresh(dossier).counted_count == before - 1
    answer(services.restore, bruno, dossier)
    answer(services.restore, bruno, dossier)  # twice is once
    assert fresh(dossier).counted_count == before
    assert requirement_of(dossier, CODE).exemption is None
    candidate = db.session.get_one(User, dossier.candidate_id)
    assert told(candidate) == ["document_waived", "document_restored"]


def test_progress_is_of_what_is_left(dossier: Dossier, bruno: User) -> None:
    anne = make_professional("immigration")
    assign(dossier, anne)
    counted = fresh(dossier).counted_count
    validate(receive(dossier), anne)
    waive(bruno, dossier)
    assert fresh(dossier).progress == 100 // (counted - 1)


def test_all_the_same_it_is_to_be_sent_again(dossier: Dossier, bruno: User) -> None:
    before = waiting_for(owner_of(dossier)).count
    excuse(dossier)
    answer(services.insist, bruno, dossier, "Demandez à votre agence.")
    row = row_of(dossier, CODE)
    assert (row.exemption, row.answer) == (INSISTED, "Demandez à votre agence.")
    assert waiting_for(owner_of(dossier)).count == before
    excuse(dossier, "L’agence a refusé.")
    assert row_of(dossier, CODE).exemption is EXCUSED
    receive(dossier, CODE)
    row = row_of(dossier, CODE)
    assert (row.exemption, row.excuse, row.answer) == (None, "", "")


def test_it_can_be_taken_back(dossier: Dossier) -> None:
    excuse(dossier)
    for _ in range(2):
        with unit_of_work():
            services.withdraw_excuse(owner_of(dossier), requirement_of(dossier, CODE))
    assert requirement_of(dossier, CODE).exemption is None
    events = select(AuditEvent).where(AuditEvent.subject_type == "requirement")
    acts = [event.act.value for event in db.session.scalars(events.order_by(AuditEvent.id))]
    assert acts == ["requirement.excused", "requirement.providable"]


def test_the_reason_is_not_in_the_journal(dossier: Dossier) -> None:
    excuse(dossier)
    assert "banque" not in str([e.data for e in db.session.scalars(select(AuditEvent))])


def test_the_next_action_leaves_what_is_excused(dossier: Dossier, bruno: User) -> None:
    needed = [
        r.code
        for r in db.session.scalars(select(Requirement).where(Requirement.dossier_id == dossier.id))
        if r.is_counted
    ]
    first = fresh(dossier).next_requirement_id
    assert first is not None
    for code in needed:
        excuse(dossier, code=code)
    assert fresh(dossier).next_action is NextAction.WAIT_PROFESSIONAL
    answer(services.insist, bruno, dossier, "Il le faut.")
    assert fresh(dossier).next_requirement_id == requirement_of(dossier, CODE).id


def test_a_waived_document_is_not_to_be_replaced(dossier: Dossier, bruno: User) -> None:
    reject(receive(dossier, CODE), bruno)
    assert fresh(dossier).next_action is NextAction.REPLACE_DOCUMENT
    waive(bruno, dossier)
    assert fresh(dossier).next_action is NextAction.PROVIDE_DOCUMENT
    receive(dossier, CODE)  # sent all the same: it stays waived
    assert requirement_of(dossier, CODE).exemption is WAIVED


@pytest.mark.parametrize("reason", ["", "  \n ", "x" * 2001, "a\x00b", "a\u202eb"])
def test_a_reason_is_words(dossier: Dossier, bruno: User, reason: str) -> None:
    with pytest.raises(Invalid):
        excuse(dossier, reason)
    excuse(dossier)
    for act in (services.waive, services.insist):
        with pytest.raises(Invalid):
            answer(act, bruno, dossier, reason)
    assert requirement_of(dossier, CODE).exemption is EXCUSED


def test_what_was_sent_is_not_excused(dossier: Dossier, bruno: User) -> None:
    document = receive(dossier, CODE)
    with pytest.raises(Conflict, match="already_sent"):
        excuse(dossier)
    validate(document, bruno)
    with pytest.raises(Conflict, match="already_sent"):
        excuse(dossier)


def test_the_second_answer_is_told_of_the_first(dossier: Dossier, bruno: User) -> None:
    excuse(dossier)
    waive(bruno, dossier)
    for act in (services.waive, services.insist):
        with pytest.raises(Conflict):
            answer(act, bruno, dossier, "Encore.")
    with pytest.raises(Conflict, match="already_waived"):
        excuse(dossier)
    with pytest.raises(Conflict, match="already_waived"), unit_of_work():
        services.withdraw_excuse(owner_of(dossier), requirement_of(dossier, CODE))
    assert requirement_of(dossier, CODE).answer == "Le virement suffit."


def test_nobody_else_answers(dossier: Dossier, bruno: User) -> None:
    coach, stranger = make_professional("coach"), make_professional("finance")
    assign(dossier, coach, ReviewerRole.COACH)
    excuse(dossier)
    candidate = db.session.get_one(User, dossier.candidate_id)
    for person in (coach, candidate, make_person(Role.ADMIN)):
        with pytest.raises(Refused):
            waive(person, dossier)
    for person in (stranger, make_person()):
        with pytest.raises(NotFound):
            waive(person, dossier)
    with pytest.raises(Refused):
        answer(services.excuse, bruno, dossier, "Non.")


def test_files_asked_for_change_what_is_whole(dossier: Dossier, bruno: User) -> None:
    receive(dossier, CODE)
    answer(services.ask_files, bruno, dossier, 2)  # type: ignore[arg-type]
    assert (row_of(dossier, CODE).status, row_of(dossier, CODE).missing) == (
        DocumentStatus.REQUIRED,
        1,
    )
    answer(services.ask_files, bruno, dossier, 1)  # type: ignore[arg-type]
    assert row_of(dossier, CODE).status is DocumentStatus.RECEIVED
    for number in (0, -1, 21, 2**40):
        with pytest.raises(Invalid):
            answer(services.ask_files, bruno, dossier, number)  # type: ignore[arg-type]
