"""Deciding on versions: who may, with which reasons, and what follows."""

from typing import Any

import pytest
from sqlalchemy import select, update

from capitune.accounts.models import User
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Actor, Role
from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.core.db import db
from capitune.core.errors import Conflict, DomainError, Invalid, NotFound, Refused
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Document, Dossier, RejectionReason, Review, Step
from capitune.dossiers.queries import review_queue
from capitune.dossiers.states import Decision, DocumentStatus, NextAction, ReviewerRole, Stage
from capitune.notifications.models import Notification
from tests.factories.documents import fresh, receive, reject, requirement_of, send, validate
from tests.factories.dossiers import assign, make_dossier, unassign
from tests.factories.people import acting, make_person, make_professional

pytestmark = pytest.mark.usefixtures("app")
COMMENT = "La page 3 est coupée."


@pytest.fixture
def anne() -> User:
    return make_professional("immigration")


@pytest.fixture
def dossier(anne: User) -> Dossier:
    found = make_dossier()
    assign(found, anne)
    return found


def decide(person: User, document: Document, decision: Decision, **more: Any) -> Document:
    with unit_of_work():
        asked = {"version": document.version, **more}
        return services.decide(acting(person), document, decision=decision, **asked)


def test_a_validation_moves_progress_steps_and_next_action(anne: User, dossier: Dossier) -> None:
    document = receive(dossier, "EDU_LOA")
    step = select(Step.done_at).where(Step.dossier_id == dossier.id, Step.code == "ADMISSION")
    assert db.session.scalar(step) is None
    decide(anne, document, Decision.VALIDATED)
    assert (document.status, document.version) == (DocumentStatus.VALIDATED, 3)
    assert requirement_of(dossier, "EDU_LOA").status is DocumentStatus.VALIDATED
    assert (dossier.validated_count, dossier.progress) == (1, 10)
    assert db.session.scalar(step) is not None
    assert dossier.stage is Stage.PROSPECT
    acts = db.session.scalars(
        select(AuditEvent.act).where(AuditEvent.actor_id == anne.id).order_by(AuditEvent.id)
    ).all()
    assert acts == ["assignment.accepted", "step.completed", "document.validated"]
    assert _told(dossier.candidate_id)[-1] == "document_validated"


def test_a_rejection_is_seen_where_it_is_sent_again(anne: User, dossier: Dossier) -> None:
    document = receive(dossier)
    decide(
        anne,
        document,
        Decision.REJECTED,
        reasons=["UNSIGNED", "ILLEGIBLE", "UNSIGNED"],
        comment=f"  {COMMENT}\r\n",
    )
    review = db.session.scalars(select(Review)).one()
    assert (review.reasons, review.comment) == (["UNSIGNED", "ILLEGIBLE"], COMMENT)
    assert requirement_of(dossier).status is DocumentStatus.REJECTED
    assert dossier.next_action is NextAction.REPLACE_DOCUMENT
    assert dossier.next_requirement_id == document.requirement_id
    assert _told(dossier.candidate_id)[-1] == "document_rejected"


def _told(user_id: Any) -> list[str]:
    statement = select(Notification.kind).where(Notification.user_id == user_id)
    return list(db.session.scalars(statement.order_by(Notification.id)))


def test_the_journal_holds_codes_and_nothing_typed(anne: User, dossier: Dossier) -> None:
    reject(receive(dossier), anne, "UNSIGNED", comment=COMMENT)
    event = db.session.scalars(
        select(AuditEvent).where(AuditEvent.act == "document.rejected")
    ).one()
    assert event.data == {
        "requirement": "ID_PASSPORT",
        "kind": "original",
        "number": 1,
        "reasons": ["UNSIGNED"],
    }


@pytest.mark.parametrize(
    ("decision", "reasons", "comment", "expected"),
    [
        ("rejected", [], COMMENT, ("reasons", "reason_needed")),
        ("rejected", ["NOPE"], "", ("reasons", "unknown_reason")),
        ("rejected", ["ILLEGIBLE", "AMOUNT_LOW"], "", ("reasons", "unknown_reason")),
        ("rejected", ["TOO_OLD"], "", ("reasons", "unknown_reason")),
        ("rejected", ["EXPIRED"], "", ("reasons", "unknown_reason")),  # withdrawn by staff below
        ("rejected", ["OTHER"], "", ("comment", "comment_needed")),
        ("rejected", ["OTHER"], " \n ", ("comment", "comment_needed")),
        ("rejected", ["ILLEGIBLE"], "x" * 2001, ("comment", "too_long")),
        ("rejected", ["ILLEGIBLE"], "a\x00b", ("comment", "bad_text")),
        ("validated", [], "x" * 2001, ("comment", "too_long")),
        ("rejected", ["ILLEGIBLE"], "x" * 2000, None),
        ("rejected", ["OTHER"], COMMENT, None),
        ("validated", [], "", None),
        ("validated", ["ILLEGIBLE"], "", None),
    ],
)
def test_reasons_and_comments(
    anne: User,
    dossier: Dossier,
    decision: str,
    reasons: list[str],
    comment: str,
    expected: tuple[str, str] | None,
) -> None:
    withdrawn = update(RejectionReason).where(RejectionReason.code == "EXPIRED")
    with unit_of_work():
        db.session.execute(withdrawn.values(published=False))
    document = receive(dossier)
    more = {"reasons": reasons, "comment": comment}
    if expected is None:
        decide(anne, document, Decision(decision), **more)
        assert fresh(document).status.value == decision
        return
    with pytest.raises(Invalid) as refusal:
        decide(anne, document, Decision(decision), **more)
    assert [(e.field, e.code) for e in refusal.value.errors] == [expected]
    assert fresh(document).status is DocumentStatus.RECEIVED
    assert db.session.scalar(select(Review.id)) is None


def test_a_reason_applies_to_its_category_only() -> None:
    bruno = make_professional("finance")
    dossier = make_dossier()
    assign(dossier, bruno, ReviewerRole.FINANCE)
    document = reject(receive(dossier, "FIN_BANK"), bruno, "AMOUNT_LOW", "TOO_OLD")
    assert document.status is DocumentStatus.REJECTED


def test_a_version_just_replaced_is_not_decided_on(anne: User, dossier: Dossier) -> None:
    first = receive(dossier)
    seen = first.version
    send(dossier)
    with pytest.raises(Conflict) as refusal:
        decide(anne, first, Decision.VALIDATED, version=seen)
    assert refusal.value.code == "superseded"
    assert refusal.value.facts["at"] is not None
    assert requirement_of(dossier).status is DocumentStatus.PENDING


def test_a_second_decision_is_told_of_the_first(anne: User, dossier: Dossier) -> None:
    other = make_professional("immigration", first_name="Luc", last_name="Roy")
    assign(dossier, other)
    document = receive(dossier)
    seen = document.version
    decide(anne, document, Decision.VALIDATED)
    with pytest.raises(Conflict) as refusal:
        decide(other, document, Decision.REJECTED, version=seen, reasons=["ILLEGIBLE"])
    assert refusal.value.code == "already_decided"
    facts = refusal.value.facts
    assert (facts["by"], facts["status"]) == ("Anne Lefebvre", "validated")
    assert facts["at"] is not None
    assert fresh(document).status is DocumentStatus.VALIDATED


def test_a_version_that_is_still_scanned_is_not_decided_on(anne: User, dossier: Dossier) -> None:
    with pytest.raises(Conflict) as refusal:
        decide(anne, send(dossier), Decision.VALIDATED)
    assert refusal.value.code == "not_scanned"


def test_a_stale_page_decides_nothing(anne: User, dossier: Dossier) -> None:
    document = receive(dossier)
    with pytest.raises(Conflict) as refusal:
        decide(anne, document, Decision.VALIDATED, version=document.version - 1)
    assert refusal.value.code == "stale_version"


def test_a_version_taken_back_is_gone(anne: User) -> None:
    candidate = make_person()
    dossier = make_dossier(candidate)
    assign(dossier, anne)
    document = receive(dossier)
    with unit_of_work():
        services.delete_document(acting(candidate), document)
    with pytest.raises(NotFound):
        decide(anne, document, Decision.VALIDATED)


def test_a_new_version_after_validation_returns_to_received(anne: User, dossier: Dossier) -> None:
    validate(receive(dossier), anne)
    assert dossier.validated_count == 1
    receive(dossier)
    assert requirement_of(dossier).status is DocumentStatus.RECEIVED
    assert dossier.validated_count == 0


# Whose licence and role may decide on which document: one row a person, one column a document.
DOCUMENTS = {
    "immigration": "ID_PASSPORT",
    "finance": "FIN_BANK",
    "lead": "CTR_CONSENT",
    "coach": "EDU_PLAN",
}
REVIEWERS: list[tuple[str, tuple[str, ...], list[str], set[str]]] = [
    ("consultant, lead", ("immigration",), ["lead"], {"immigration", "finance", "lead", "coach"}),
    (
        "consultant, immigration",
        ("immigration",),
        ["immigration"],
        {"immigration", "lead", "coach"},
    ),
    ("consultant, coach", ("immigration",), ["coach"], {"immigration", "lead", "coach"}),
    ("finance, finance", ("finance",), ["finance"], {"finance", "lead", "coach"}),
    ("finance, lead", ("finance",), ["lead"], {"finance", "lead", "coach"}),
    ("finance, coach", ("finance",), ["coach"], {"lead", "coach"}),
    ("coach, coach", ("coach",), ["coach"], {"lead", "coach"}),
    ("coach, lead", ("coach",), ["lead"], {"finance", "lead", "coach"}),
    (
        "both, two roles",
        ("immigration", "finance"),
        ["finance", "immigration"],
        {"immigration", "finance", "lead", "coach"},
    ),
    ("consultant, not assigned", ("immigration",), [], set()),
]


@pytest.mark.parametrize(("scopes", "roles", "allowed"), [row[1:] for row in REVIEWERS])
def test_who_decides_on_what(scopes: tuple[str, ...], roles: list[str], allowed: set[str]) -> None:
    dossier, person = make_dossier(), make_professional(*scopes)
    for role in roles:
        assign(dossier, person, ReviewerRole(role))
    documents = {kind: receive(dossier, code) for kind, code in DOCUMENTS.items()}
    actor = acting(person)
    decided = {k for k, d in documents.items() if can(actor, Permission.DOCUMENT_REVIEW, d)}
    assert decided == allowed
    # The queue is the list form of the same rule.
    queue = [line.document_id for line in review_queue(actor)]
    assert queue == [d.id for k, d in documents.items() if k in allowed]
    for kind, document in documents.items():
        if kind not in allowed:
            expected: type[DomainError] = Refused if roles else NotFound
            with pytest.raises(expected) as refusal:
                decide(person, fresh(document), Decision.VALIDATED)
            if roles:
                assert refusal.value.code == "out_of_scope"
                assert refusal.value.attempt == "document.review_refused"  # type: ignore[attr-defined]


def test_the_queue_holds_only_what_can_be_decided_now(anne: User, dossier: Dossier) -> None:
    candidate = db.session.get_one(User, dossier.candidate_id)
    waiting = receive(dossier, "ID_PHOTO")
    assert [line.document_id for line in review_queue(acting(anne))] == [waiting.id]
    send(dossier, "EDU_LOA")
    validate(receive(dossier, "EDU_PLAN"), anne)
    superseded = receive(dossier)
    send(dossier)
    assert [line.document_id for line in review_queue(acting(anne))] == [waiting.id]
    assert not fresh(superseded).is_current
    with unit_of_work():
        services.archive(acting(candidate), dossier)
    assert review_queue(acting(anne)) == []


@pytest.mark.parametrize("role", [Role.CANDIDATE, Role.MODERATOR, Role.ADMIN])
def test_nobody_else_decides(role: Role, dossier: Dossier) -> None:
    document = receive(dossier)
    person = (
        db.session.get_one(User, dossier.candidate_id)
        if role is Role.CANDIDATE
        else make_person(role)
    )
    expected: type[DomainError] = NotFound if role is Role.MODERATOR else Refused
    with pytest.raises(expected):
        decide(person, document, Decision.VALIDATED)
    assert review_queue(acting(person)) == []


def test_a_right_is_a_fact_of_now(anne: User) -> None:
    dossier = make_dossier()
    assignment = assign(dossier, anne)
    document = receive(dossier)
    lapsed = Actor(anne.id, anne.role, acting(anne).door, frozenset())
    with pytest.raises(NotFound):
        with unit_of_work():
            services.decide(lapsed, document, decision=Decision.VALIDATED, version=2)
    unassign(assignment)
    with pytest.raises(NotFound):
        decide(anne, fresh(document), Decision.VALIDATED)
