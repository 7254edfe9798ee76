"""The budget of a dossier, in the reader's language."""

from capitune.api import shapes
from capitune.api.presenters.people import name
from capitune.dossiers.estimates import Estimate
from capitune.dossiers.queries import FeeLine
from capitune.dossiers.queries.lines.budget import Budget, Item, PaymentLine, QuoteLine
from capitune.dossiers.quotes import Service
from capitune.dossiers.words.budget import line_name, quote_text, status_of


def budget(told: Budget, number: str) -> shapes.DossierBudget:
    """The whole budget of dossier ``number``."""
    return {
        "lines": [line(item) for item in told.items],
        "payments": [payment(found) for found in told.payments],
        "quotes": [quote(found, told, number) for found in told.quotes],
        "total": told.total,
        "paid": told.paid,
        "remaining": told.remaining,
        "currency": told.currency,
        "planned_on": told.planned_on,
    }


def line(item: Item) -> shapes.BudgetLine:
    """One line."""
    return {
        "id": item.id,
        "kind": item.kind,
        "label": line_name(item),
        "amount_cents": item.amount_cents,
        "currency": item.currency,
        "paid_cents": item.paid_cents,
        "fee": _fee(item.estimate, followed=not item.is_fixed) if item.estimate else None,
        "professional": name(item.author) if item.author else None,
        "version": item.version,
    }


def _fee(told: Estimate[FeeLine], *, followed: bool) -> shapes.FeeOrigin:
    rate, before = told.rate, told.before
    changed: shapes.FeeChange | None = None
    if before and followed:
        changed = {
            "amount_cents": before.amount_cents,
            "since": rate.effective_from,
            "source": rate.source,
        }
    return {
        "code": rate.code,
        "effective_from": rate.effective_from,
        "effective_to": rate.effective_to,
        "source": rate.source,
        "read_on": rate.read_on,
        "verified_on": rate.verified_on,
        "confirmed": rate.confirmed,
        "known": told.is_known,
        "followed": followed,
        "changed": changed,
    }


def payment(found: PaymentLine) -> shapes.Payment:
    """One payment."""
    return {
        "id": found.id,
        "line_id": found.line_id,
        "amount_cents": found.amount_cents,
        "currency": found.currency,
        "paid_on": found.paid_on,
        "recorded_by": name(found.recorded_by),
        "reverses": found.reverses_id,
        "reversed": found.is_reversed,
        "reason": found.reason,
        "created_at": found.created_at,
    }


def quote(found: QuoteLine, told: Budget, number: str) -> shapes.Quote:
    """One version of the quote."""
    return {
        "number": found.number,
        "status": status_of(found, told),
        "services": [_service(service) for service in found.services],
        "total_cents": found.total_cents,
        "currency": found.currency,
        "terms": found.terms,
        "text": found.accepted_text or quote_text(found, number),
        "changes": [
            {
                "before": _service(change.before) if change.before else None,
                "after": _service(change.after) if change.after else None,
            }
            for change in told.changes(found)
        ],
        "proposed_by": name(found.proposed_by),
        "proposed_at": found.proposed_at,
        "accepted_at": found.accepted_at,
    }


def _service(service: Service) -> shapes.QuotedService:
    return {"label": service.label, "amount_cents": service.amount_cents}
