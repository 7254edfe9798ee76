"""The budget on paper, in the reader's language: only texts, which the layout shows as they are."""

from datetime import datetime
from typing import Any

from capitune.core.formats import day, moment, money, short_day
from capitune.core.i18n import gettext as _
from capitune.dossiers.queries import KnownDossier
from capitune.dossiers.queries.lines.budget import Budget, Item, PaymentLine, QuoteLine
from capitune.dossiers.states import LineKind
from capitune.dossiers.words.budget import LINE_KINDS, line_name, quote_text
from capitune.dossiers.words.naming import typeset

Row = dict[str, str]


def on_paper(known: KnownDossier, told: Budget, at: datetime, language: str) -> dict[str, Any]:
    """What ``papers/budget.typ`` reads: the dossier, its lines, the quote in force and the one that waits, the
    payments, what is left; as all of it is ``at`` that moment.
    """
    over = told.remaining < 0
    planned = known.planned_submission_on
    return {
        "language": language,
        "brand": "CAPITUNE",
        "title": _("Budget of dossier %(number)s", number=known.number),
        "subtitle": typeset(known.title),
        "facts": [
            [_("Candidate"), known.candidate.name],
            [_("Planned submission date"), day(planned) if planned else "—"],
            [_("Fees as on"), day(told.planned_on)],
            [_("Made on"), moment(at)],
        ],
        "sums": [
            [_("Total"), money(told.total)],
            [_("Paid"), money(told.paid)],
            [_("Paid beyond the total") if over else _("Left to pay"), money(abs(told.remaining))],
        ],
        "groups": [_group(kind, told) for kind in LineKind if _items(kind, told)],
        "quotes": [_quote(q, known.number) for q in (told.agreed, told.awaited) if q],
        "payments": {
            "title": _("Payments"),
            "empty": _("No payment is recorded."),
            "lines": [_payment(payment, told) for payment in told.payments],
        },
        "foot": _("Budget of dossier %(number)s", number=known.number) + " · " + moment(at),
    }


def _items(kind: LineKind, told: Budget) -> list[Item]:
    return [item for item in told.items if item.kind is kind]


def _group(kind: LineKind, told: Budget) -> dict[str, Any]:
    items = _items(kind, told)
    return {
        "title": str(LINE_KINDS[kind]),
        "amount": money(sum(item.amount_cents for item in items)),
        "lines": [
            {"name": line_name(i), "note": _note(i), "amount": money(i.amount_cents)} for i in items
        ],
    }


def _note(item: Item) -> str:
    parts = []
    if item.estimate and not item.is_fixed:
        rate, before = item.estimate.rate, item.estimate.before
        if before:
            old, new = money(before.amount_cents), money(rate.amount_cents)
            since = day(rate.effective_from)
            parts.append(
                _(
                    "%(old)s when the dossier was opened, %(new)s from %(day)s on.",
                    old=old,
                    new=new,
                    day=since,
                )
            )
        if not item.estimate.is_known and rate.effective_to:
            last = day(rate.effective_to)
            parts.append(
                _(
                    "The amount of that day is not published yet: this one holds until %(day)s.",
                    day=last,
                )
            )
        if not rate.confirmed:
            parts.append(_("An estimate, to be confirmed."))
        parts.append(f"{rate.source}, " + _("read on %(day)s", day=short_day(rate.read_on)))
    elif item.author:
        parts.append(_("Written by %(name)s", name=item.author.name))
    if item.paid_cents:
        parts.append(_("Paid: %(amount)s", amount=money(item.paid_cents)))
    return " ".join(parts) if item.estimate else " · ".join(parts)


def _quote(quote: QuoteLine, number: str) -> dict[str, Any]:
    told = {"version": quote.number, "amount": money(quote.total_cents, quote.currency)}
    if quote.accepted_at:
        title = _("Quote accepted, version %(version)s: %(amount)s", **told)
        note = _("Accepted word for word, %(moment)s", moment=moment(quote.accepted_at))
    else:
        title = _("Quote that awaits an answer, version %(version)s: %(amount)s", **told)
        by, at = quote.proposed_by.name, moment(quote.proposed_at)
        note = _("Proposed by %(name)s, %(moment)s", name=by, moment=at)
    text = quote.accepted_text or quote_text(quote, number)
    return {"title": title, "note": note, "lines": text.splitlines()}


def _payment(payment: PaymentLine, told: Budget) -> Row:
    item, by = told.item(payment.line_id), payment.recorded_by.name
    if payment.reverses_id:
        at = short_day(payment.created_at)
        note = _("Taken back by %(name)s on %(day)s", name=by, day=at)
    else:
        paid_on = short_day(payment.paid_on)
        note = _("Paid on %(day)s, recorded by %(name)s", day=paid_on, name=by)
    name = line_name(item) if item else _("A line that was removed")
    note = f"{note}. {payment.reason}" if payment.reason else note
    return {"name": name, "note": note, "amount": money(payment.amount_cents, payment.currency)}
