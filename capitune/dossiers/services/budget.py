"""The lines of a budget: added, changed, removed by those who accompany the dossier."""

from typing import Any

from sqlalchemy import func, select

from capitune.accounts.typed import words
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, FieldError, Invalid, NotFound
from capitune.core.events import publish
from capitune.core.ids import new_id
from capitune.dossiers.events import BudgetChanged
from capitune.dossiers.models import BudgetLine, Dossier, Payment
from capitune.dossiers.models.budget import CURRENCY, MOST_CENTS
from capitune.dossiers.queries.budgetlines import LineOf, line_of
from capitune.dossiers.services.hold import hold
from capitune.dossiers.states import LineKind

LONGEST_LABEL = 120
MOST_LINES = 100


def add_line(
    actor: Actor,
    dossier: Dossier,
    *,
    kind: LineKind,
    label: str,
    amount_cents: int,
    currency: str = CURRENCY,
) -> BudgetLine:
    """Something more to pay. Raises ``Invalid`` on ``label``, ``amount_cents`` (``amount_too_small``,
    ``amount_too_large``) or ``currency`` (``unknown_currency``); ``Conflict`` (``too_many_lines``).
    """
    dossier = hold(actor, Permission.BUDGET_MANAGE, dossier)
    fit_currency(currency)
    line = BudgetLine(
        id=new_id(),
        dossier_id=dossier.id,
        kind=kind,
        label=words(label, "label", most=LONGEST_LABEL),
        amount_cents=fit_amount(amount_cents),
        author_id=actor.user_id,
    )
    mine = select(func.count()).where(
        BudgetLine.dossier_id == dossier.id, BudgetLine.removed_at.is_(None)
    )
    if (db.session.scalar(mine) or 0) >= MOST_LINES:
        raise Conflict(code="too_many_lines", facts={"most": MOST_LINES})
    db.session.add(line)
    db.session.flush()
    return _told(actor, line, Act.BUDGET_LINE_ADDED)


def change_line(
    actor: Actor, line: LineOf, *, changes: dict[str, Any], version: int | None = None
) -> BudgetLine:
    """Change ``label`` or ``amount_cents``; of a fee, the amount no longer follows the catalogue.

    Raises ``Invalid`` as ``add_line``, ``Conflict`` (``stale_version``) when ``version`` is not the present one,
    ``Refused`` (``line_of_colleague``).
    """
    line = _held(actor, line)
    if version is not None and version != line.version:
        raise Conflict(code="stale_version", facts={"version": line.version})
    fit = _fit(changes)
    row = kept(line)
    different = {name: value for name, value in fit.items() if value != getattr(row, name)}
    if not different:
        return row
    before = row.amount_cents
    for name, value in different.items():
        setattr(row, name, value)
    row.version += 1
    return _told(actor, row, Act.BUDGET_LINE_CHANGED, before=before)


def remove_line(actor: Actor, line: LineOf) -> None:
    """It is no longer to pay; what an accepted quote says of it stays. Raises ``Conflict`` (``line_paid``) while
    anything is paid of it, ``Refused`` (``line_of_colleague``).
    """
    line = _held(actor, line)
    if paid_of(line):
        raise Conflict(code="line_paid")
    row = kept(line)
    row.removed_at = now()
    _told(actor, row, Act.BUDGET_LINE_REMOVED)


def paid_of(line: LineOf) -> int:
    """What is paid of a line, in cents."""
    return (
        db.session.scalar(
            select(func.coalesce(func.sum(Payment.amount_cents), 0)).where(
                Payment.line_id == line.id
            )
        )
        or 0
    )


def kept(line: LineOf) -> BudgetLine:
    """The row of a line; a fee of the catalogue gets one. The caller holds the dossier."""
    if line.stored is not None:
        return line.stored
    row = BudgetLine(
        id=line.id, dossier_id=line.dossier.id, kind=line.kind, label="", fee_code=line.fee_code
    )
    db.session.add(row)
    db.session.flush()
    return row


def fit_amount(value: int) -> int:
    """An amount in cents, more than nothing and at most a million dollars. Raises ``Invalid``."""
    if value < 1:
        raise Invalid.on("amount_cents", "amount_too_small")
    if value > MOST_CENTS:
        raise Invalid.on("amount_cents", "amount_too_large")
    return value


def fit_currency(value: str) -> None:
    """Budgets are in Canadian dollars. Raises ``Invalid`` (``unknown_currency``)."""
    if value != CURRENCY:
        raise Invalid.on("currency", "unknown_currency")


def _fit(changes: dict[str, Any]) -> dict[str, Any]:
    unknown = sorted(changes.keys() - {"label", "amount_cents"})
    if unknown:
        errors = tuple(FieldError(name, "unknown_field") for name in unknown)
        raise Invalid(code="unknown_field", errors=errors)
    fit = dict(changes)
    if "label" in fit:
        fit["label"] = words(fit["label"], "label", most=LONGEST_LABEL)
    if "amount_cents" in fit:
        fit_amount(fit["amount_cents"])
    return fit


def _held(actor: Actor, line: LineOf) -> LineOf:
    """The line behind the lock of its dossier, asked about again."""
    dossier = hold(actor, Permission.BUDGET_MANAGE, line.dossier)
    fresh = line_of(dossier, line.id)
    if fresh is None:
        raise NotFound
    require(actor, Permission.BUDGET_MANAGE, fresh)
    return fresh


def _told(actor: Actor, line: BudgetLine, act: Act, **more: Any) -> BudgetLine:
    data = {
        "kind": line.kind.value,
        "amount_cents": line.amount_cents,
        "fee": line.fee_code,
        **more,
    }
    record(actor, act, ("budget_line", line.id), context_id=line.dossier_id, data=data)
    publish(BudgetChanged(line.dossier_id, actor.user_id))
    return line
