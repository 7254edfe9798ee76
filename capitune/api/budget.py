"""The budget of a dossier: lines, quotes, payments."""

import uuid
from typing import Any

from flask import Response

from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.presenters import budget as present
from capitune.api.replies import created, nothing, reply
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.db import db
from capitune.core.errors import NotFound
from capitune.core.i18n import current_language
from capitune.dossiers import services
from capitune.dossiers.models import Dossier, Payment, Quote
from capitune.dossiers.queries import (
    KnownDossier,
    LineOf,
    budget_of,
    dossier_by_id,
    known_dossier,
    line_in,
    payment_by_id,
    quote_by_number,
)
from capitune.dossiers.queries.lines.budget import Budget
from capitune.dossiers.words.budget import quote_text

TAG = "budget"
HERE = "/dossiers/<uuid:dossier_id>/budget"


@bp.get(HERE)
@access(Permission.BUDGET_READ, subject=known_dossier)
@operation(200, shapes.DossierBudget, tag=TAG)
def read_budget(dossier: KnownDossier) -> Response:
    """What the dossier costs, what was agreed, what was paid and what is left, in cents."""
    return reply(present.budget(budget_of(dossier), dossier.number))


@bp.post(f"{HERE}/lines")
@access(Permission.BUDGET_MANAGE, subject=dossier_by_id)
@operation(201, shapes.BudgetLine, tag=TAG, refuses=(409,))
def add_budget_line(dossier: Dossier, json: bodies.NewBudgetLine) -> Response:
    """Add something to pay."""
    line = services.add_line(current_actor(), dossier, **json.model_dump())
    return created(_line(dossier.id, line.id), f"/api/dossiers/{dossier.id}/budget")


@bp.patch(f"{HERE}/lines/<uuid:line_id>")
@access(Permission.BUDGET_MANAGE, subject=line_in)
@operation(200, shapes.BudgetLine, tag=TAG, refuses=(409,))
def change_budget_line(line: LineOf, json: bodies.BudgetLineChanges) -> Response:
    """Change a label or an amount. A stale ``version`` is refused (409)."""
    changes: dict[str, Any] = json.model_dump(exclude_unset=True, exclude={"version"})
    services.change_line(current_actor(), line, changes=changes, version=json.version)
    return reply(_line(line.dossier.id, line.id))


@bp.delete(f"{HERE}/lines/<uuid:line_id>")
@access(Permission.BUDGET_MANAGE, subject=line_in)
@operation(204, tag=TAG, refuses=(409,))
def remove_budget_line(line: LineOf) -> Response:
    """Remove a line of which nothing is paid."""
    services.remove_line(current_actor(), line)
    return nothing()


@bp.post(f"{HERE}/quotes")
@access(Permission.BUDGET_MANAGE, subject=dossier_by_id)
@operation(201, shapes.Quote, tag=TAG, refuses=(409,))
def propose_quote(dossier: Dossier, json: bodies.NewQuote) -> Response:
    """Propose the services as they are now as the next version of the quote."""
    quote = services.propose_quote(current_actor(), dossier, **json.model_dump())
    return created(_quote(dossier.id, quote.number), f"/api/dossiers/{dossier.id}/budget")


@bp.post(f"{HERE}/quotes/<int:number>/accept")
@access(Permission.QUOTE_ACCEPT, subject=quote_by_number)
@operation(200, shapes.Quote, tag=TAG, refuses=(409,))
def accept_quote(quote: Quote) -> Response:
    """Accept this version, in the words that the budget shows in the same language."""
    key, number, language = quote.dossier_id, quote.number, current_language()
    known, shown = _read(key)
    line = shown.quote(number)
    if line is None:
        raise NotFound
    text = quote_text(line, known.number)
    services.accept_quote(current_actor(), quote, text=text, language=language)
    return reply(_quote(key, number))


@bp.post(f"{HERE}/payments")
@access(Permission.PAYMENT_RECORD, subject=dossier_by_id)
@operation(201, shapes.Payment, tag=TAG, refuses=(409,))
def record_payment(dossier: Dossier, json: bodies.NewPayment) -> Response:
    """Record what was paid of a line."""
    payment = services.record_payment(current_actor(), dossier, **json.model_dump())
    return created(_payment(payment), f"/api/dossiers/{dossier.id}/budget")


@bp.post(f"{HERE}/payments/<uuid:payment_id>/reverse")
@access(Permission.PAYMENT_REVERSE, subject=payment_by_id)
@operation(201, shapes.Payment, tag=TAG, refuses=(409,))
def reverse_payment(payment: Payment, json: bodies.PaymentReversal) -> Response:
    """Take a payment back by an entry of the opposite amount."""
    entry = services.reverse_payment(current_actor(), payment, json.reason)
    return created(_payment(entry), f"/api/dossiers/{payment.dossier_id}/budget")


def _read(dossier_id: uuid.UUID) -> tuple[KnownDossier, Budget]:
    """The dossier and its budget as they are now, what this request changed included."""
    db.session.flush()
    known = known_dossier(dossier_id)
    if known is None:
        raise NotFound
    return known, budget_of(known)


def _line(dossier_id: uuid.UUID, line_id: uuid.UUID) -> shapes.BudgetLine:
    item = _read(dossier_id)[1].item(line_id)
    if item is None:
        raise NotFound
    return present.line(item)


def _quote(dossier_id: uuid.UUID, number: int) -> shapes.Quote:
    known, shown = _read(dossier_id)
    line = shown.quote(number)
    if line is None:
        raise NotFound
    return present.quote(line, shown, known.number)


def _payment(entry: Payment) -> shapes.Payment:
    found = _read(entry.dossier_id)[1].payment(entry.id)
    if found is None:
        raise NotFound
    return present.payment(found)
