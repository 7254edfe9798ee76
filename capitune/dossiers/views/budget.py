"""The budget of a dossier, and its lines."""

import uuid
from typing import Any

from flask import Response, flash

from capitune.authz.actor import Actor
from capitune.authz.engine import can, capabilities
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.errors import NotFound
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.core.i18n import spoken
from capitune.dossiers import services
from capitune.dossiers.budgetforms import LineChangeForm, LineForm, typed
from capitune.dossiers.forms import ConfirmForm
from capitune.dossiers.models import Dossier
from capitune.dossiers.paths import to_budget
from capitune.dossiers.queries import (
    KnownDossier,
    LineOf,
    budget_of,
    dossier_by_id,
    known_dossier,
    line_in,
)
from capitune.dossiers.queries.lines.budget import Budget, Item, JudgedLine, JudgedPayment
from capitune.dossiers.states import LineKind
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.head import abilities, head_of, tabs_of
from capitune.dossiers.words.budget import LINE_KINDS, line_name, status_of, told_difference
from capitune.dossiers.words.labels import ROLES

HERE = "/dossiers/<uuid:dossier_id>/budget"
ASKED = (Permission.BUDGET_MANAGE, Permission.PAYMENT_RECORD)


@bp.get(HERE)
@access(Permission.BUDGET_READ, subject=known_dossier)
def budget(known: KnownDossier) -> Response:
    """What it costs, what was agreed, what was paid, what is left."""
    actor, told = current_actor(), budget_of(known)
    return page(
        "dossiers/budget.html",
        head=head_of(known, actor),
        tabs=tabs_of(known.id, "budget", talk=known.talk_of(actor.user_id)),
        can=abilities(actor, known) | capabilities(actor, known, ASKED),
        here=to_budget(known.id),
        budget=told,
        groups=_groups(told),
        name_of=line_name,
        status_of=lambda quote: status_of(quote, told),
        difference=lambda change: told_difference(change, told.currency),
        has_date=known.planned_submission_on is not None,
        roles=ROLES,
        **_abilities(actor, known),
    )


def _groups(told: Budget) -> list[tuple[LineKind, str, list[Item]]]:
    titles = spoken(LINE_KINDS)
    return [(kind, titles[kind], [i for i in told.items if i.kind is kind]) for kind in LineKind]


def _abilities(actor: Actor, known: KnownDossier) -> dict[str, Any]:
    """What the reader may do with each line and each payment."""

    def may(permission: Permission) -> Any:
        return lambda item: can(actor, permission, JudgedLine(item, known))

    def may_reverse(payment: Any) -> bool:
        return can(actor, Permission.PAYMENT_REVERSE, JudgedPayment(payment, known))

    changes, pays = may(Permission.BUDGET_MANAGE), may(Permission.PAYMENT_RECORD)
    return {"may_change": changes, "may_pay": pays, "may_reverse": may_reverse}


@bp.route(f"{HERE}/lines/new", methods=["GET", "POST"])
@access(Permission.BUDGET_MANAGE, subject=dossier_by_id)
def add_line(dossier: Dossier) -> Response:
    """Add something to pay."""
    form, place = LineForm(), to_budget(dossier.id)
    if form.validate_on_submit() and form.attempt(_add, dossier, form):
        flash(_("Added."), "success")
        return go(place)
    status = 422 if form.is_submitted() else 200
    return page("dossiers/budget_line.html", status=status, form=form, back=place, item=None)


def _add(dossier: Dossier, form: LineForm) -> object:
    facts: dict[str, Any] = {"kind": LineKind(form.kind.data), "label": form.label.data or ""}
    return services.add_line(
        current_actor(), dossier, amount_cents=form.amount_cents.cents, **facts
    )


@bp.route(f"{HERE}/lines/<uuid:line_id>/edit", methods=["GET", "POST"])
@access(Permission.BUDGET_MANAGE, subject=line_in)
def change_line(line: LineOf) -> Response:
    """Change what it is called or costs; a line changed meanwhile is not overwritten."""
    place, item = to_budget(line.dossier.id), item_of(line)
    form = LineChangeForm(label=line_name(item), amount_cents=typed(item.amount_cents))
    if form.validate_on_submit() and form.attempt(_change, line, form, item):
        flash(_("Saved."), "success")
        return go(place)
    status = form.status_at(line.version)
    return page(
        "dossiers/budget_line.html",
        status=status,
        form=form,
        back=place,
        item=item,
        changed=status == 409,
    )


def _change(line: LineOf, form: LineChangeForm, item: Item) -> object:
    """The name of a fee stays the catalogue's, in both languages, until another one is written."""
    changes: dict[str, Any] = {}
    if form.label.data != line_name(item):
        changes["label"] = form.label.data or ""
    if form.amount_cents.cents != item.amount_cents:
        changes["amount_cents"] = form.amount_cents.cents
    return services.change_line(current_actor(), line, changes=changes, version=form.seen)


@bp.route(f"{HERE}/lines/<uuid:line_id>/remove", methods=["GET", "POST"])
@access(Permission.BUDGET_MANAGE, subject=line_in)
def remove_line(line: LineOf) -> Response:
    """Remove it, once the question is answered."""
    form, place, name = ConfirmForm(), to_budget(line.dossier.id), line_name(item_of(line))
    if form.validate_on_submit():
        form.attempt(services.remove_line, current_actor(), line)
        if not form.summary:
            flash(_("Removed."), "success")
            return go(place)
    status = 409 if form.is_submitted() else 200
    return page("dossiers/budget_remove.html", status=status, form=form, back=place, name=name)


def read(dossier_id: uuid.UUID) -> tuple[KnownDossier, Budget]:
    """The dossier and its budget. Raises ``NotFound``."""
    known = known_dossier(dossier_id)
    if known is None:
        raise NotFound
    return known, budget_of(known)


def item_of(line: LineOf) -> Item:
    """The line as its page shows it. Raises ``NotFound``."""
    item = read(line.dossier.id)[1].item(line.id)
    if item is None:
        raise NotFound
    return item
