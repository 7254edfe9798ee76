"""The budget of a dossier: what it costs on the planned day, what was agreed, what was paid."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from capitune.accounts.models import User
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, NotFound, Refused
from capitune.core.ids import new_id
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Dossier, Fee, Payment, Requirement
from capitune.dossiers.queries import dossier_by_id, line_in, payment_by_id, quote_by_number
from capitune.dossiers.states import (
    DocumentStatus,
    LineKind,
    NextAction,
    QuoteStatus,
    ReviewerRole,
)
from capitune.dossiers.words.budget import status_of
from tests.factories.budgets import accept, budget_now, pay, permit_of, price, quote
from tests.factories.dossiers import assign, make_dossier, unassign
from tests.factories.people import acting, make_person, make_professional
from tests.factories.requirements import owner_of

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def dossier() -> Dossier:
    return make_dossier()


@pytest.fixture
def candidate(dossier: Dossier) -> User:
    return db.session.get_one(User, dossier.candidate_id)


@pytest.fixture
def anne(dossier: Dossier) -> User:
    anne = make_professional("immigration")
    assign(dossier, anne)
    return anne


def change(
    person: User, dossier: Dossier, line_id: Any, version: int | None = None, **to: Any
) -> None:
    line = line_in(dossier.id, line_id)
    assert line is not None
    with unit_of_work():
        services.change_line(acting(person), line, changes=to, version=version)


def remove(person: User, dossier: Dossier, line_id: Any) -> None:
    line = line_in(dossier.id, line_id)
    assert line is not None
    with unit_of_work():
        services.remove_line(acting(person), line)


def reverse(person: User, payment: Payment, reason: str = "") -> Payment:
    found = payment_by_id(payment.id)
    assert found is not None
    with unit_of_work():
        return services.reverse_payment(acting(person), found, reason)


def next_of(dossier: Dossier) -> NextAction:
    db.session.expire_all()
    found = dossier_by_id(dossier.id)
    assert found is not None
    return found.next_action


def all_sent(dossier: Dossier) -> None:
    with unit_of_work():
        mine = update(Requirement).where(Requirement.dossier_id == dossier.id)
        db.session.execute(mine.values(status=DocumentStatus.RECEIVED))


# What it costs


def test_a_new_dossier_costs_the_fees_of_its_template(dossier: Dossier) -> None:
    budget = budget_now(dossier)
    assert [(i.kind, i.amount_cents, i.version, i.is_fixed) for i in budget.items] == [
        (LineKind.GOVERNMENT, 15000, 1, False),
        (LineKind.GOVERNMENT, 8500, 1, False),
    ]
    assert (budget.total, budget.paid, budget.remaining) == (23500, 0, 23500)
    assert budget.planned_on == today()


def test_a_new_row_applies_on_the_planned_day_and_says_what_changed() -> None:
    first_day = today() + timedelta(days=40)
    sooner = make_dossier(planned_submission_on=first_day - timedelta(days=1))
    later = make_dossier(planned_submission_on=first_day)
    with unit_of_work():
        old = db.session.scalars(select(Fee).where(Fee.code == "STUDY_PERMIT")).one()
        facts = {c.key: getattr(old, c.key) for c in Fee.__table__.columns}
        new = {"amount_cents": 16000, "effective_from": first_day, "id": new_id()}
        db.session.add(Fee(**facts | new | {"source": "https://canada.example/fees"}))
    assert budget_now(sooner).total == 23500
    budget = budget_now(later)
    assert (budget.total, budget.total_before) == (24500, 23500)
    told = budget.items[0].estimate
    assert told is not None
    assert told.before is not None
    assert (told.before.amount_cents, told.rate.amount_cents) == (15000, 16000)
    assert (told.rate.effective_from, told.rate.source) == (
        first_day,
        "https://canada.example/fees",
    )


def test_a_fee_whose_next_amount_is_not_known_says_so() -> None:
    dossier = make_dossier(template="ETU-QC", planned_submission_on=date(2099, 1, 1))
    item = budget_now(dossier).items[0]
    assert item.estimate is not None
    assert (item.amount_cents, item.estimate.is_known) == (13500, False)


def test_a_withdrawn_fee_is_not_estimated(dossier: Dossier) -> None:
    with unit_of_work():
        db.session.execute(update(Fee).where(Fee.code == "BIOMETRICS").values(published=False))
    assert budget_now(dossier).total == 15000


# Lines


def test_a_professional_writes_lines(dossier: Dossier, anne: User) -> None:
    service = price(dossier, anne, 90000)
    price(dossier, anne, 12000, "Traductions", LineKind.THIRD_PARTY)
    change(anne, dossier, service.id, version=1, amount_cents=95000)
    budget = budget_now(dossier)
    assert [(i.label, i.amount_cents, i.version) for i in budget.items[2:]] == [
        ("Traductions", 12000, 1),
        ("Étude du dossier", 95000, 2),
    ]
    assert budget.total == 23500 + 12000 + 95000
    remove(anne, dossier, service.id)
    assert budget_now(dossier).total == 23500 + 12000
    assert line_in(dossier.id, service.id) is None


def test_a_fee_may_cost_this_person_something_else(dossier: Dossier, anne: User) -> None:
    change(anne, dossier, permit_of(dossier), amount_cents=7000)
    item = budget_now(dossier).items[0]
    assert (item.id, item.amount_cents, item.is_fixed) == (permit_of(dossier), 7000, True)
    remove(anne, dossier, permit_of(dossier))
    assert [i.amount_cents for i in budget_now(dossier).items] == [8500]
    assert line_in(dossier.id, permit_of(dossier)) is None


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"amount_cents": 0}, "amount_cents", "amount_too_small"),
        ({"amount_cents": -1}, "amount_cents", "amount_too_small"),
        ({"amount_cents": 100_000_001}, "amount_cents", "amount_too_large"),
        ({"amount_cents": 10**30}, "amount_cents", "amount_too_large"),
        ({"label": "  "}, "label", "required"),
        ({"label": "x" * 121}, "label", "too_long"),
        ({"label": "a\u202eb"}, "label", "bad_text"),
        ({"currency": "USD"}, "currency", "unknown_currency"),
        ({"currency": "cad"}, "currency", "unknown_currency"),
    ],
)
def test_lines_that_cannot_be(
    dossier: Dossier, anne: User, fields: dict[str, Any], field: str, code: str
) -> None:
    facts = {"kind": LineKind.SERVICE, "label": "Étude", "amount_cents": 1} | fields
    with pytest.raises(Invalid) as refusal, unit_of_work():
        services.add_line(acting(anne), dossier, **facts)
    assert [(e.field, e.code) for e in refusal.value.errors] == [(field, code)]
    assert len(budget_now(dossier).items) == 2


def test_two_who_change_a_line_do_not_overwrite_one_another(dossier: Dossier, anne: User) -> None:
    line = price(dossier, anne)
    change(anne, dossier, line.id, version=1, amount_cents=95000)
    with pytest.raises(Conflict, match="stale_version"):
        change(anne, dossier, line.id, version=1, label="Autre")
    assert budget_now(dossier).items[2][2:4] == ("Étude du dossier", 95000)


def test_the_price_of_a_service_is_its_professional_s_own(dossier: Dossier, anne: User) -> None:
    bruno = make_professional("finance")
    assign(dossier, bruno, ReviewerRole.FINANCE)
    his = assign(dossier, marc := make_professional("coach"), ReviewerRole.COACH)
    line, cost = price(dossier, marc), price(dossier, marc, 500, "Photo", LineKind.THIRD_PARTY)
    for act in (
        lambda: change(bruno, dossier, line.id, label="X"),
        lambda: remove(anne, dossier, line.id),
    ):
        with pytest.raises(Refused, match="line_of_colleague"):
            act()
    change(bruno, dossier, cost.id, amount_cents=600)
    unassign(his)
    remove(bruno, dossier, line.id)  # nobody else is left who could
    assert [i.amount_cents for i in budget_now(dossier).items[2:]] == [600]


def test_candidates_and_staff_write_no_line(dossier: Dossier, anne: User, candidate: User) -> None:
    for person, error in (
        (candidate, Refused),
        (make_person(Role.ADMIN), Refused),
        (make_person(), NotFound),
        (make_professional("immigration"), NotFound),
    ):
        with pytest.raises(error):
            price(dossier, person)
        with pytest.raises(error):
            quote(dossier, person)
    assert len(budget_now(dossier).items) == 2


# Quotes


def test_a_quote_is_accepted_word_for_word(dossier: Dossier, anne: User, candidate: User) -> None:
    price(dossier, anne)
    assert not budget_now(dossier).is_quoted
    quote(dossier, anne, "Payable en deux fois.")
    budget = budget_now(dossier)
    assert budget.awaited is not None
    assert (budget.awaited.number, budget.awaited.total_cents, budget.is_quoted) == (1, 90000, True)
    accept(dossier, text="Étude du dossier : 900,00 $. J’accepte.")
    agreed = budget_now(dossier).agreed
    assert agreed is not None
    assert agreed.accepted_text == "Étude du dossier : 900,00 $. J’accepte."
    assert agreed.accepted_at is not None
    with pytest.raises(Conflict, match="quote_accepted"):
        accept(dossier, text="Encore")
    again = budget_now(dossier).agreed
    assert again is not None
    assert again.accepted_text == agreed.accepted_text


def test_a_later_change_must_be_accepted_again(dossier: Dossier, anne: User) -> None:
    line = price(dossier, anne)
    quote(dossier, anne)
    accept(dossier)
    with pytest.raises(Conflict, match="quote_unchanged"):
        quote(dossier, anne)
    change(anne, dossier, line.id, amount_cents=95000)
    more = price(dossier, anne, 20000, "Dépôt")
    budget = budget_now(dossier)
    assert not budget.is_quoted
    assert budget.agreed is not None
    assert budget.agreed.services[0].amount_cents == 90000  # frozen
    assert [budget.agrees(item) for item in budget.items[2:]] == [False, False]
    quote(dossier, anne)
    budget = budget_now(dossier)
    assert budget.awaited is not None
    changes = budget.changes(budget.awaited)
    assert [
        (c.before and c.before.amount_cents, c.after and c.after.amount_cents) for c in changes
    ] == [
        (90000, 95000),
        (None, 20000),
    ]
    remove(anne, dossier, more.id)
    quote(dossier, anne)
    with pytest.raises(Conflict, match="quote_replaced") as refusal:
        accept(dossier, 2)
    assert refusal.value.facts == {"number": 3}
    accept(dossier, 3)
    budget = budget_now(dossier)
    assert [status_of(q, budget) for q in budget.quotes] == [
        QuoteStatus.ACCEPTED,
        QuoteStatus.REPLACED,
        QuoteStatus.ACCEPTED,
    ]
    assert budget.agreed is not None
    assert budget.agreed.number == 3


def test_a_quote_says_what_was_seen(dossier: Dossier, anne: User) -> None:
    with pytest.raises(Conflict, match="nothing_to_quote"):
        quote(dossier, anne)
    price(dossier, anne)
    with pytest.raises(Conflict, match="stale_version"), unit_of_work():
        services.propose_quote(acting(anne), dossier, total_cents=80000)
    assert budget_now(dossier).quotes == ()


def test_the_next_action_is_the_estimate_to_accept(dossier: Dossier, anne: User) -> None:
    price(dossier, anne)
    quote(dossier, anne)
    assert next_of(dossier) is NextAction.PROVIDE_DOCUMENT  # what is to be sent goes before
    accept(dossier)
    all_sent(dossier)
    price(dossier, anne, 100, "Copie")
    assert next_of(dossier) is NextAction.PROVIDE_DOCUMENT
    quote(dossier, anne)
    assert next_of(dossier) is NextAction.ACCEPT_ESTIMATE
    accept(dossier, 2)
    assert next_of(dossier) is NextAction.WAIT_PROFESSIONAL


def test_who_leaves_takes_what_they_proposed_along(dossier: Dossier, anne: User) -> None:
    bruno = make_professional("finance")
    theirs = assign(dossier, bruno, ReviewerRole.FINANCE)
    price(dossier, bruno)
    quote(dossier, bruno)
    all_sent(dossier)
    unassign(assign(dossier, make_professional("coach"), ReviewerRole.COACH))  # somebody else's
    assert budget_now(dossier).awaited is not None
    unassign(theirs)
    assert next_of(dossier) is NextAction.WAIT_PROFESSIONAL
    with pytest.raises(Conflict, match="quote_withdrawn"):
        accept(dossier)
    budget = budget_now(dossier)
    assert status_of(budget.quotes[0], budget) is QuoteStatus.WITHDRAWN
    quote(dossier, anne)  # the same services, by somebody who stays
    accept(dossier, 2)


def test_only_the_candidate_accepts(dossier: Dossier, anne: User) -> None:
    price(dossier, anne)
    quote(dossier, anne)
    for person, error in ((anne, Refused), (make_person(), NotFound)):
        found = quote_by_number(dossier.id, 1)
        assert found is not None
        with pytest.raises(error), unit_of_work():
            services.accept_quote(acting(person), found, text="x", language="fr")


# Payments


def test_payments_are_recorded_and_taken_back(
    dossier: Dossier, anne: User, candidate: User
) -> None:
    first = pay(dossier, candidate, cents=15000)
    pay(dossier, anne, price(dossier, anne).id, cents=30000)
    budget = budget_now(dossier)
    assert (budget.total, budget.paid, budget.remaining) == (113500, 45000, 68500)
    assert [(i.paid_cents, i.left_cents) for i in budget.items] == [
        (15000, 0),
        (0, 8500),
        (30000, 60000),
    ]
    entry = reverse(candidate, first, "Mauvais montant.")
    assert (entry.amount_cents, entry.line_id) == (-15000, first.line_id)
    budget = budget_now(dossier)
    assert (budget.paid, [p.is_reversed for p in budget.payments]) == (30000, [True, False, False])
    with pytest.raises(Conflict, match="payment_reversed"):
        reverse(candidate, first)
    with pytest.raises(Conflict, match="payment_is_reversal"):
        reverse(candidate, entry)
    assert budget_now(dossier).paid == 30000


def test_more_than_is_asked_is_not_hidden(dossier: Dossier, candidate: User) -> None:
    pay(dossier, candidate, cents=30000)
    budget = budget_now(dossier)
    assert (budget.remaining, budget.items[0].left_cents) == (-6500, 0)


def test_a_paid_line_stays(dossier: Dossier, anne: User, candidate: User) -> None:
    payment = pay(dossier, candidate)
    with pytest.raises(Conflict, match="line_paid"):
        remove(anne, dossier, permit_of(dossier))
    reverse(candidate, payment)
    remove(anne, dossier, permit_of(dossier))
    assert budget_now(dossier).total == 8500
    assert len(budget_now(dossier).payments) == 2


def test_who_records_what(dossier: Dossier, anne: User, candidate: User) -> None:
    service = price(dossier, anne)
    with pytest.raises(Refused, match="service_line"):
        pay(dossier, candidate, service.id)
    of_anne = pay(dossier, anne, service.id)
    with pytest.raises(Refused):
        reverse(candidate, of_anne)
    own = pay(dossier, candidate)
    reverse(anne, own)
    with pytest.raises(NotFound):
        pay(dossier, make_person())
    assert budget_now(dossier).paid == of_anne.amount_cents


def test_days_on_which_nothing_was_paid(dossier: Dossier, candidate: User) -> None:
    for days, code in (
        (2, "paid_ahead"),
        (-2, "paid_before_dossier"),
        (-40000, "paid_before_dossier"),
    ):
        with pytest.raises(Invalid, match=code):
            pay(dossier, candidate, paid_on=today() + timedelta(days=days))
    pay(dossier, candidate, paid_on=today())


def test_a_line_of_another_dossier(dossier: Dossier, candidate: User, anne: User) -> None:
    other = make_dossier(candidate)
    for line_id in (permit_of(other), new_id()):
        with pytest.raises(Invalid, match="unknown_line"):
            pay(dossier, candidate, line_id)
    assert line_in(dossier.id, permit_of(other)) is None
    assert line_in(other.id, price(dossier, anne).id) is None


def test_an_archived_dossier_is_closed(dossier: Dossier, anne: User, candidate: User) -> None:
    price(dossier, anne)
    quote(dossier, anne)
    payment = pay(dossier, candidate)
    with unit_of_work():
        services.archive(owner_of(dossier), dossier)
    for act in (
        lambda: price(dossier, anne),
        lambda: quote(dossier, anne, "x"),
        lambda: accept(dossier),
        lambda: pay(dossier, candidate),
        lambda: reverse(candidate, payment),
    ):
        with pytest.raises(Refused, match="dossier_archived"):
            act()


def test_a_dossier_with_payments_is_not_deleted(dossier: Dossier, candidate: User) -> None:
    pay(dossier, candidate)
    with pytest.raises(Conflict, match="dossier_not_empty"), unit_of_work():
        services.delete_dossier(acting(candidate), dossier)


def test_everything_is_in_the_journal_without_words(
    dossier: Dossier, anne: User, candidate: User
) -> None:
    line = price(dossier, anne, label="Secret")
    change(anne, dossier, line.id, amount_cents=1000)
    quote(dossier, anne, "Confidence")
    accept(dossier, text="Confidence")
    reverse(candidate, pay(dossier, candidate), "Confidence")
    remove(anne, dossier, line.id)
    events = db.session.scalars(
        select(AuditEvent).where(AuditEvent.context_id == dossier.id).order_by(AuditEvent.id)
    ).all()
    acts = [e.act.value for e in events if e.subject_type in ("budget_line", "quote", "payment")]
    assert acts == [
        "budget.line_added",
        "budget.line_changed",
        "quote.proposed",
        "quote.accepted",
        "payment.recorded",
        "payment.reversed",
        "budget.line_removed",
    ]
    assert not any(w in str([e.data for e in events]) for w in ("Secret", "Confidence"))


def test_a_budget_has_an_end(dossier: Dossier, anne: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services.budget, "MOST_LINES", 1)  # type: ignore[attr-defined]
    price(dossier, anne)
    with pytest.raises(Conflict, match="too_many_lines"):
        price(dossier, anne)
    assert db.session.scalar(select(func.count()).select_from(Payment)) == 0
