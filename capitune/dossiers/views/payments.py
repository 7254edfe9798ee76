"""Recording payments, and taking them back."""

from typing import Any

from flask import Response, flash, request

from capitune.accounts.identity import timezone
from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.clock import today
from capitune.core.formats import money
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.core.ids import parse_id
from capitune.dossiers import services
from capitune.dossiers.budgetforms import PaymentForm, ReversalForm, typed
from capitune.dossiers.models import Dossier, Payment
from capitune.dossiers.paths import to_budget
from capitune.dossiers.queries import dossier_by_id, payment_by_id
from capitune.dossiers.queries.lines.budget import Item, JudgedLine
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.budget import HERE, read
from capitune.dossiers.words.budget import line_name


@bp.route(f"{HERE}/payments/new", methods=["GET", "POST"])
@access(Permission.PAYMENT_RECORD, subject=dossier_by_id)
def record_payment(dossier: Dossier) -> Response:
    """Record what was paid of a line."""
    form, place = PaymentForm(), to_budget(dossier.id)
    items = _payable(dossier)
    form.line_id.choices = [(str(item.id), line_name(item)) for item in items]
    if not form.is_submitted():
        _begin(form, items)
    if form.validate_on_submit() and form.attempt(_record, dossier, form):
        flash(_("Recorded."), "success")
        return go(place)
    status = 422 if form.is_submitted() else 200
    return page("dossiers/payment.html", status=status, form=form, back=place)


def _payable(dossier: Dossier) -> list[Item]:
    """The lines of which the reader may record payments."""
    known, told = read(dossier.id)
    actor = current_actor()
    return [
        item
        for item in told.items
        if can(actor, Permission.PAYMENT_RECORD, JudgedLine(item, known))
    ]


def _begin(form: PaymentForm, items: list[Item]) -> None:
    """The line that was asked for, with what is left of it, today."""
    wanted = parse_id(request.args.get("line"))
    form.paid_on.data = today(timezone())
    item = next((item for item in items if item.id == wanted), None)
    if item:
        form.line_id.data = str(item.id)
        form.amount_cents.data = typed(item.left_cents) if item.left_cents else ""


def _record(dossier: Dossier, form: PaymentForm) -> object:
    facts: dict[str, Any] = {"line_id": parse_id(form.line_id.data), "paid_on": form.paid_on.data}
    return services.record_payment(
        current_actor(), dossier, amount_cents=form.amount_cents.cents, **facts
    )


@bp.route(f"{HERE}/payments/<uuid:payment_id>/reverse", methods=["GET", "POST"])
@access(Permission.PAYMENT_REVERSE, subject=payment_by_id)
def reverse_payment(payment: Payment) -> Response:
    """Take it back, and say why."""
    form, place = ReversalForm(), to_budget(payment.dossier_id)
    amount, paid_on = money(payment.amount_cents, payment.currency), payment.paid_on
    if form.validate_on_submit() and form.attempt(
        services.reverse_payment, current_actor(), payment, form.reason.data or ""
    ):
        flash(_("Taken back. Both entries stay readable."), "success")
        return go(place)
    status = 422 if form.is_submitted() else 200
    return page(
        "dossiers/payment_reverse.html",
        status=status,
        form=form,
        back=place,
        amount=amount,
        paid_on=paid_on,
    )
