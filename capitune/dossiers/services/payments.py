"""Payments of a budget: recorded, and taken back by an entry of their own."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import func, select

from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import today, zone
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid
from capitune.core.events import publish
from capitune.core.ids import new_id
from capitune.dossiers.events import BudgetChanged
from capitune.dossiers.models import Dossier, Payment
from capitune.dossiers.models.budget import CURRENCY
from capitune.dossiers.queries.budgetlines import line_of
from capitune.dossiers.services.budget import fit_amount, fit_currency, kept
from capitune.dossiers.services.hold import hold
from capitune.dossiers.typed import paragraphs

LONGEST_REASON = 500
MOST_PAYMENTS = 500


def record_payment(
    actor: Actor,
    dossier: Dossier,
    *,
    line_id: uuid.UUID,
    amount_cents: int,
    paid_on: date,
    currency: str = CURRENCY,
) -> Payment:
    """Somebody paid this much of a line, on that day.

    Raises ``Invalid`` on ``line_id`` (``unknown_line``: none of this dossier), ``amount_cents``, ``currency``,
    ``paid_on`` (``paid_ahead``, ``paid_before_dossier``); ``Refused`` (``service_line``: a candidate does not say
    what a professional received); ``Conflict`` (``too_many_payments``).
    """
    dossier = hold(actor, Permission.PAYMENT_RECORD, dossier)
    line = line_of(dossier, line_id)
    if line is None:
        raise Invalid.on("line_id", "unknown_line")
    require(actor, Permission.PAYMENT_RECORD, line)
    fit_amount(amount_cents)
    fit_currency(currency)
    _check_day(dossier, paid_on)
    _check_room(dossier)
    payment = Payment(
        id=new_id(),
        dossier_id=dossier.id,
        line_id=kept(line).id,
        amount_cents=amount_cents,
        paid_on=paid_on,
        recorded_by_id=actor.user_id,
    )
    return _told(actor, payment, Act.PAYMENT_RECORDED)


def reverse_payment(actor: Actor, payment: Payment, reason: str = "") -> Payment:
    """Take a payment back by an entry of the opposite amount: what was recorded stays readable.

    Raises ``Conflict``: ``payment_reversed`` (it was already), ``payment_is_reversal``; ``Invalid`` on ``reason``
    (``too_long``, ``bad_text``).
    """
    payment = hold(actor, Permission.PAYMENT_REVERSE, payment)
    if payment.reverses_id is not None:
        raise Conflict(code="payment_is_reversal")
    if db.session.scalar(select(Payment.id).where(Payment.reverses_id == payment.id)):
        raise Conflict(code="payment_reversed")
    entry = Payment(
        id=new_id(),
        dossier_id=payment.dossier_id,
        line_id=payment.line_id,
        amount_cents=-payment.amount_cents,
        paid_on=payment.paid_on,
        recorded_by_id=actor.user_id,
        reverses_id=payment.id,
        reason=paragraphs(reason, "reason", most=LONGEST_REASON),
    )
    return _told(actor, entry, Act.PAYMENT_REVERSED)


def _check_day(dossier: Dossier, paid_on: date) -> None:
    """Not still to come, nor before there was a dossier: by the candidate's day, or the world's."""
    name = db.session.scalar(select(User.timezone).where(User.id == dossier.candidate_id))
    if paid_on > max(today(name), today()):
        raise Invalid.on("paid_on", "paid_ahead")
    opened_at = dossier.created_at
    if paid_on < min(opened_at.astimezone(zone(name)).date(), opened_at.date()):
        raise Invalid.on("paid_on", "paid_before_dossier")


def _check_room(dossier: Dossier) -> None:
    mine = select(func.count()).where(Payment.dossier_id == dossier.id)
    if (db.session.scalar(mine) or 0) >= MOST_PAYMENTS:
        raise Conflict(code="too_many_payments", facts={"most": MOST_PAYMENTS})


def _told(actor: Actor, payment: Payment, act: Act) -> Payment:
    db.session.add(payment)
    db.session.flush()
    data: dict[str, Any] = {
        "line": str(payment.line_id),
        "amount_cents": payment.amount_cents,
        "paid_on": payment.paid_on.isoformat(),
    }
    record(actor, act, ("payment", payment.id), context_id=payment.dossier_id, data=data)
    publish(BudgetChanged(payment.dossier_id, actor.user_id))
    return payment
