"""Quotes: the services frozen as a version, which the candidate accepts word for word."""

import uuid
from typing import Any

from sqlalchemy import select

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict
from capitune.core.events import publish
from capitune.core.ids import new_id
from capitune.dossiers.events import QuoteAccepted, QuoteEvent, QuoteProposed
from capitune.dossiers.models import BudgetLine, Dossier, Quote
from capitune.dossiers.quotes import Service, frozen
from capitune.dossiers.services.figures import recompute
from capitune.dossiers.services.hold import hold
from capitune.dossiers.states import LineKind
from capitune.dossiers.typed import paragraphs

LONGEST_TERMS = 2000


def propose_quote(
    actor: Actor, dossier: Dossier, *, terms: str = "", total_cents: int | None = None
) -> Quote:
    """Freeze the services as the next version and ask the candidate to accept it. One that waits is replaced; one
    that was accepted stands until this one is.

    Raises ``Conflict``: ``nothing_to_quote``, ``quote_unchanged``, ``stale_version`` when the services no longer
    add up to the ``total_cents`` that was seen; ``Invalid`` on ``terms`` (``too_long``, ``bad_text``).
    """
    dossier = hold(actor, Permission.BUDGET_MANAGE, dossier)
    words = paragraphs(terms, "terms", most=LONGEST_TERMS)
    services = _services(dossier)
    total = sum(service.amount_cents for service in services)
    if not services:
        raise Conflict(code="nothing_to_quote")
    if total_cents is not None and total_cents != total:
        raise Conflict(code="stale_version", facts={"total_cents": total})
    lines, latest = frozen(services), _latest(dossier.id)
    if latest and not latest.withdrawn_at and (latest.lines, latest.terms) == (lines, words):
        raise Conflict(code="quote_unchanged", facts={"number": latest.number})
    quote = Quote(
        id=new_id(),
        dossier_id=dossier.id,
        number=latest.number + 1 if latest else 1,
        lines=lines,
        total_cents=total,
        terms=words,
        proposed_by_id=actor.user_id,
    )
    db.session.add(quote)
    _await(dossier, quote.number)
    return _told(actor, quote, Act.QUOTE_PROPOSED, QuoteProposed)


def accept_quote(actor: Actor, quote: Quote, *, text: str, language: str) -> Quote:
    """The candidate accepts this version; ``text`` is what they had before their eyes, in ``language``.

    Raises ``Conflict``: ``quote_replaced`` (by ``number``), ``quote_withdrawn``, ``quote_accepted`` (``at``).
    """
    quote = hold(actor, Permission.QUOTE_ACCEPT, quote)
    latest = _latest(quote.dossier_id)
    if latest and latest.number != quote.number:
        raise Conflict(code="quote_replaced", facts={"number": latest.number})
    if quote.withdrawn_at is not None:
        raise Conflict(code="quote_withdrawn")
    if quote.accepted_at is not None:
        raise Conflict(code="quote_accepted", facts={"at": quote.accepted_at})
    quote.accepted_at, quote.accepted_text, quote.accepted_language = now(), text, language
    _await(quote.dossier, None)
    return _told(actor, quote, Act.QUOTE_ACCEPTED, QuoteAccepted)


def withdraw_quotes(actor: Actor, dossier_id: uuid.UUID, professional_id: uuid.UUID) -> None:
    """What this professional proposed and nobody accepted yet can no longer be, once they are on the dossier in no
    role; the caller holds it.
    """
    latest = _latest(dossier_id)
    if latest is None or latest.accepted_at or latest.withdrawn_at:
        return
    dossier = db.session.get_one(Dossier, dossier_id)
    if latest.proposed_by_id != professional_id or dossier.roles_of(professional_id):
        return
    latest.withdrawn_at = now()
    _await(dossier, None)
    _note(actor, latest, Act.QUOTE_WITHDRAWN)


def _services(dossier: Dossier) -> list[Service]:
    rows = db.session.scalars(
        select(BudgetLine)
        .where(
            BudgetLine.dossier_id == dossier.id,
            BudgetLine.kind == LineKind.SERVICE,
            BudgetLine.removed_at.is_(None),
        )
        .order_by(BudgetLine.id)
        .execution_options(populate_existing=True)
    )
    return [Service(row.id, row.label, row.amount_cents or 0, row.author_id) for row in rows]


def _latest(dossier_id: uuid.UUID) -> Quote | None:
    newest = select(Quote).where(Quote.dossier_id == dossier_id).order_by(Quote.number.desc())
    return db.session.scalar(newest.limit(1))


def _await(dossier: Dossier, number: int | None) -> None:
    dossier.quote_number = number
    recompute(dossier)


def _told(actor: Actor, quote: Quote, act: Act, event: type[QuoteEvent]) -> Quote:
    db.session.flush()
    _note(actor, quote, act)
    publish(event(quote.dossier_id, actor.user_id, quote.id))
    return quote


def _note(actor: Actor, quote: Quote, act: Act) -> None:
    data: dict[str, Any] = {"number": quote.number, "total_cents": quote.total_cents}
    record(actor, act, ("quote", quote.id), context_id=quote.dossier_id, data=data)
