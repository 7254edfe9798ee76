"""A budget in words: what a line is for, what a quote says, what changed."""

from capitune.core.formats import day, money
from capitune.core.i18n import gettext as _
from capitune.core.i18n import lazy_gettext as _l
from capitune.dossiers.queries.lines.budget import Budget, Item, QuoteLine
from capitune.dossiers.quotes import Difference
from capitune.dossiers.states import LineKind, QuoteStatus
from capitune.dossiers.words.naming import named, typeset

LINE_KINDS = {
    LineKind.GOVERNMENT: _l("Government fees"),
    LineKind.THIRD_PARTY: _l("Other costs"),
    LineKind.SERVICE: _l("Services of your professionals"),
}
ONE_LINE = {
    LineKind.GOVERNMENT: _l("Government fee"),
    LineKind.THIRD_PARTY: _l("Other cost"),
    LineKind.SERVICE: _l("Service"),
}


def line_name(item: Item) -> str:
    """What a line is for, as its professional wrote it or as the catalogue says."""
    if item.label or item.estimate is None:
        return typeset(item.label)
    return named(item.estimate.rate.labels)


def status_of(quote: QuoteLine, budget: Budget) -> QuoteStatus:
    """Where a version stands."""
    if quote.accepted_at:
        return QuoteStatus.ACCEPTED
    if quote.withdrawn_at:
        return QuoteStatus.WITHDRAWN
    return QuoteStatus.PROPOSED if quote == budget.awaited else QuoteStatus.REPLACED


def quote_text(quote: QuoteLine, number: str) -> str:
    """What the candidate of dossier ``number`` accepts, word for word."""
    lines = [
        _(
            "%(label)s: %(amount)s",
            label=typeset(s.label),
            amount=money(s.amount_cents, quote.currency),
        )
        for s in quote.services
    ]
    head = _(
        "Quote for dossier %(dossier)s, version %(version)s, proposed by %(name)s on %(day)s.",
        dossier=number,
        version=quote.number,
        name=quote.proposed_by.name,
        day=day(quote.proposed_at),
    )
    total = _("Total: %(amount)s", amount=money(quote.total_cents, quote.currency))
    promise = _(
        "I accept these services at these prices. A later change must be proposed to me as a new version, and "
        "counts only once I have accepted it."
    )
    prices = "\n".join([*lines, total])
    return "\n\n".join(part for part in (head, prices, quote.terms, promise) if part)


def told_difference(change: Difference, currency: str) -> str:
    """What a version changes, in a sentence."""
    before, after = change
    if after is None:
        return _("Removed: %(label)s", label=typeset(before.label)) if before else ""
    new = money(after.amount_cents, currency)
    if before is None:
        return _("Added: %(label)s, %(new)s", label=typeset(after.label), new=new)
    old = money(before.amount_cents, currency)
    if before.amount_cents == after.amount_cents:
        return _("Now called “%(label)s”, %(new)s as before", label=typeset(after.label), new=new)
    return _("%(label)s: %(new)s instead of %(old)s", label=typeset(after.label), new=new, old=old)
