"""The whole budget of a dossier, in four statements."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, or_, select

from capitune.accounts.models import User
from capitune.accounts.people import Face
from capitune.core.clock import today, zone
from capitune.core.reads import Read
from capitune.dossiers.estimates import Estimate, estimate
from capitune.dossiers.models import BudgetLine, Dossier, Fee, Payment, Quote, Template
from capitune.dossiers.models.budget import CURRENCY
from capitune.dossiers.queries.budgetlines import fee_line_id
from capitune.dossiers.queries.fees import FEE_COLUMNS
from capitune.dossiers.queries.lines import AnyRow, FeeLine, KnownDossier
from capitune.dossiers.queries.lines.budget import Budget, Item, PaymentLine, QuoteLine
from capitune.dossiers.quotes import thawed
from capitune.dossiers.states import LineKind

_face = (User.first_name, User.last_name, User.avatar_id)
_changed = (
    select(BudgetLine.id)
    .where(BudgetLine.dossier_id == bindparam("key"), BudgetLine.fee_code == Fee.code)
    .exists()
)
# The rows of the fees that the template calls for, and of those that somebody paid or changed.
FEES = Read(
    select(*FEE_COLUMNS, Template.fees)
    .where(
        Template.id
        == select(Dossier.template_id).where(Dossier.id == bindparam("key")).scalar_subquery(),
        or_(Template.fees.has_key(Fee.code), _changed),
        Fee.published,
    )
    .order_by(Fee.code, Fee.effective_from)
)
LINES = Read(
    select(
        BudgetLine.id,
        BudgetLine.kind,
        BudgetLine.label,
        BudgetLine.amount_cents,
        BudgetLine.currency,
        BudgetLine.fee_code,
        BudgetLine.version,
        BudgetLine.removed_at,
        BudgetLine.author_id,
        *_face,
    )
    .outerjoin(User, User.id == BudgetLine.author_id)
    .where(BudgetLine.dossier_id == bindparam("key"))
    .order_by(BudgetLine.id)
)
PAYMENTS = Read(
    select(
        Payment.id,
        Payment.line_id,
        Payment.amount_cents,
        Payment.currency,
        Payment.paid_on,
        Payment.reverses_id,
        Payment.reason,
        Payment.created_at,
        Payment.recorded_by_id,
        *_face,
    )
    .join(User, User.id == Payment.recorded_by_id)
    .where(Payment.dossier_id == bindparam("key"))
    .order_by(Payment.id)
)
QUOTES = Read(
    select(
        Quote.id,
        Quote.number,
        Quote.lines,
        Quote.total_cents,
        Quote.currency,
        Quote.terms,
        Quote.created_at,
        Quote.withdrawn_at,
        Quote.accepted_at,
        Quote.accepted_text,
        Quote.proposed_by_id,
        *_face,
    )
    .join(User, User.id == Quote.proposed_by_id)
    .where(Quote.dossier_id == bindparam("key"))
    .order_by(Quote.number)
)
ORDER = {kind: place for place, kind in enumerate(LineKind)}


def budget_of(known: KnownDossier) -> Budget:
    """The budget of a dossier already known: its fees at what they cost on the planned day, or today once that has
    passed (four statements).
    """
    planned_on = max(known.planned_submission_on or date.min, today(known.timezone))
    opened_on = known.created_at.astimezone(zone(known.timezone)).date()
    payments = _payments(PAYMENTS.rows(key=known.id))
    paid: dict[uuid.UUID, int] = defaultdict(int)
    for payment in payments:
        paid[payment.line_id] += payment.amount_cents
    rates, codes = _rates(FEES.rows(key=known.id))
    estimates = {code: estimate(rows, opened_on, planned_on) for code, rows in rates.items()}
    stored = LINES.rows(key=known.id)
    items = [*_fees(known.id, codes, estimates, stored, paid), *_written(stored, paid)]
    return Budget(
        tuple(sorted(items, key=lambda item: ORDER[item.kind])),
        payments,
        tuple(_quote(row) for row in QUOTES.rows(key=known.id)),
        planned_on,
        CURRENCY,
    )


def _rates(rows: Iterable[AnyRow]) -> tuple[dict[str, list[FeeLine]], list[str]]:
    """The dated rows by code, and the codes in the order of the template."""
    found: dict[str, list[FeeLine]] = defaultdict(list)
    wanted: Sequence[str] = ()
    for row in rows:
        found[row.code].append(FeeLine(*row[: len(FEE_COLUMNS)]))
        wanted = row.fees
    return found, [code for code in wanted if code in found]


def _fees(
    dossier_id: uuid.UUID,
    codes: Sequence[str],
    estimates: Mapping[str, Estimate[FeeLine]],
    stored: Sequence[AnyRow],
    paid: Mapping[uuid.UUID, int],
) -> list[Item]:
    touched = {row.fee_code: row for row in stored if row.fee_code}
    found = []
    for code in dict.fromkeys([*codes, *touched]):
        row, told = touched.get(code), estimates.get(code)
        if (row and row.removed_at) or not (told or (row and row.amount_cents)):
            continue
        found.append(_fee(fee_line_id(dossier_id, code), row, told, paid))
    return found


def _fee(
    key: uuid.UUID,
    row: AnyRow | None,
    told: Estimate[FeeLine] | None,
    paid: Mapping[uuid.UUID, int],
) -> Item:
    """As the catalogue has it, but for what a professional wrote."""
    fixed = row.amount_cents if row else None
    rate: Any = told.rate if told else row
    return Item(
        key,
        rate.kind,
        row.label if row else "",
        fixed or rate.amount_cents,
        rate.currency,
        row.version if row else 1,
        _named(row.author_id, row) if row and row.author_id else None,
        told,
        fixed is not None,
        paid.get(key, 0),
    )


def _written(stored: Iterable[AnyRow], paid: Mapping[uuid.UUID, int]) -> list[Item]:
    return [
        Item(
            row.id,
            row.kind,
            row.label,
            row.amount_cents,
            row.currency,
            row.version,
            _named(row.author_id, row),
            None,
            is_fixed=True,
            paid_cents=paid.get(row.id, 0),
        )
        for row in stored
        if not row.fee_code and not row.removed_at
    ]


def _payments(rows: Sequence[AnyRow]) -> tuple[PaymentLine, ...]:
    reversed_ids = {row.reverses_id for row in rows}
    return tuple(
        PaymentLine(
            row.id,
            row.line_id,
            row.amount_cents,
            row.currency,
            row.paid_on,
            _named(row.recorded_by_id, row),
            row.reverses_id,
            row.reason,
            row.created_at,
            row.id in reversed_ids,
        )
        for row in rows
    )


def _quote(row: AnyRow) -> QuoteLine:
    return QuoteLine(
        row.id,
        row.number,
        thawed(row.lines),
        row.total_cents,
        row.currency,
        row.terms,
        _named(row.proposed_by_id, row),
        row.created_at,
        row.withdrawn_at,
        row.accepted_at,
        row.accepted_text,
    )


def _named(key: uuid.UUID, row: AnyRow) -> Face:
    return Face(key, row.first_name, row.last_name, avatar_id=row.avatar_id)
