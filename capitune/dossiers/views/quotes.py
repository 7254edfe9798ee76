"""Proposing a quote, and accepting it."""

from flask import Response, flash

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.errors import NotFound
from capitune.core.htmx import go, page
from capitune.core.i18n import current_language
from capitune.core.i18n import gettext as _
from capitune.dossiers import services
from capitune.dossiers.budgetforms import QuoteForm
from capitune.dossiers.forms import ConfirmForm
from capitune.dossiers.models import Dossier, Quote
from capitune.dossiers.paths import to_budget
from capitune.dossiers.queries import dossier_by_id, quote_by_number
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.budget import HERE, read
from capitune.dossiers.words.budget import quote_text, told_difference


@bp.route(f"{HERE}/quote", methods=["GET", "POST"])
@access(Permission.BUDGET_MANAGE, subject=dossier_by_id)
def propose_quote(dossier: Dossier) -> Response:
    """Freeze the services as they are, and ask the candidate to accept them."""
    form, place = QuoteForm(), to_budget(dossier.id)
    if form.validate_on_submit() and form.attempt(_propose, dossier, form):
        flash(_("Proposed. The candidate is told."), "success")
        return go(place)
    told = read(dossier.id)[1]
    latest = told.quotes[-1] if told.quotes else None
    if not form.is_submitted() and latest:
        form.terms.data = latest.terms
    total = sum(service.amount_cents for service in told.services)
    form.total_cents.data = str(total)
    status = 422 if form.is_submitted() else 200
    number = latest.number + 1 if latest else 1
    return page(
        "dossiers/quote.html",
        status=status,
        form=form,
        back=place,
        budget=told,
        number=number,
        total=total,
    )


def _propose(dossier: Dossier, form: QuoteForm) -> object:
    terms, seen = form.terms.data or "", form.seen
    return services.propose_quote(current_actor(), dossier, terms=terms, total_cents=seen)


@bp.route(f"{HERE}/quotes/<int:number>/accept", methods=["GET", "POST"])
@access(Permission.QUOTE_ACCEPT, subject=quote_by_number)
def accept_quote(quote: Quote) -> Response:
    """Read it word for word, then accept it."""
    form, place = ConfirmForm(), to_budget(quote.dossier_id)
    known, told = read(quote.dossier_id)
    line = told.quote(quote.number)
    if line is None:
        raise NotFound
    text = line.accepted_text or quote_text(line, known.number)
    if form.validate_on_submit() and form.attempt(
        services.accept_quote, current_actor(), quote, text=text, language=current_language()
    ):
        flash(_("Accepted. Your professional is told, and this text is kept."), "success")
        return go(place)
    return page(
        "dossiers/quote_accept.html",
        status=409 if form.is_submitted() else 200,
        form=form,
        back=place,
        quote=line,
        text=text,
        newest=told.awaited,
        changes=[told_difference(change, told.currency) for change in told.changes(line)],
    )
