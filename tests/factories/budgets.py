"""Budgets, written and agreed by the product's own acts."""

import uuid
from datetime import date

from capitune.accounts.models import User
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import BudgetLine, Dossier, Payment, Quote
from capitune.dossiers.queries import budget_of, known_dossier, quote_by_number
from capitune.dossiers.queries.budgetlines import fee_line_id
from capitune.dossiers.queries.lines.budget import Budget
from capitune.dossiers.states import LineKind
from tests.factories.people import acting


def budget_now(dossier: Dossier) -> Budget:
    """The budget of this dossier, as it is now."""
    db.session.expire_all()
    known = known_dossier(dossier.id)
    assert known is not None
    return budget_of(known)


def price(
    dossier: Dossier,
    professional: User,
    cents: int = 90000,
    label: str = "Étude du dossier",
    kind: LineKind = LineKind.SERVICE,
) -> BudgetLine:
    """A line that this professional wrote."""
    with unit_of_work():
        return services.add_line(
            acting(professional), dossier, kind=kind, label=label, amount_cents=cents
        )


def quote(dossier: Dossier, professional: User, terms: str = "") -> Quote:
    """The next version of the quote, proposed."""
    with unit_of_work():
        return services.propose_quote(acting(professional), dossier, terms=terms)


def accept(dossier: Dossier, number: int = 1, text: str = "J’accepte.") -> Quote:
    """That version, accepted by the candidate."""
    found = quote_by_number(dossier.id, number)
    candidate = db.session.get_one(User, dossier.candidate_id)
    assert found is not None
    with unit_of_work():
        return services.accept_quote(acting(candidate), found, text=text, language="fr")


def pay(
    dossier: Dossier,
    person: User,
    line_id: uuid.UUID | None = None,
    cents: int = 15000,
    paid_on: date | None = None,
) -> Payment:
    """A payment; of the permit's fee unless said otherwise, today."""
    with unit_of_work():
        return services.record_payment(
            acting(person),
            dossier,
            line_id=line_id or permit_of(dossier),
            amount_cents=cents,
            paid_on=paid_on or today(),
        )


def permit_of(dossier: Dossier) -> uuid.UUID:
    """The line of the study permit's fee."""
    return fee_line_id(dossier.id, "STUDY_PERMIT")
