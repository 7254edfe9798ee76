"""The queue of versions that wait for the reader's decision, and where one of them stands in it."""

import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Response, request

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import page
from capitune.core.i18n import gettext as _
from capitune.core.listing import decode, limit_of
from capitune.dossiers.forms import QueueForm
from capitune.dossiers.models import Document
from capitune.dossiers.queries.queue import MOST, Around, review_page
from capitune.dossiers.queries.queued import waiting_types
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.mine import my_place
from capitune.dossiers.wanted import Wanted, wanted
from capitune.dossiers.words.labels import KINDS, ROLE_NAMES
from capitune.dossiers.words.naming import named

ALL = "all"
Stop = tuple[uuid.UUID, uuid.UUID] | None


@dataclass(frozen=True, slots=True)
class Place:
    """``index`` from 1, 0 for a version that does not wait; ``total`` 0 when more than a hundred do.

    Addresses are empty where there is none; ``query`` says which queue one is in, ``back_url`` leads to it.
    """

    index: int
    total: int
    previous_url: str
    next_url: str
    query: str
    back_url: str

    @property
    def onward_url(self) -> str:
        """Where to go on after a decision: the next, the first after the last, then back."""
        return self.next_url or self.back_url


@bp.get("/review")
@access(Permission.REVIEW_QUEUE)
def queue() -> Response:
    """Across dossiers, oldest first."""
    actor, looked_for = current_actor(), wanted(request.args)
    limit, after = limit_of(request.args.get("limit")), decode(request.args.get("after"))
    found = review_page(actor, looked_for, limit, after)
    form = QueueForm(formdata=None, data=looked_for.chosen)
    form.type.choices = [("", _("All")), *_types(looked_for)]
    form.role.choices = [("", _("All")), *ROLE_NAMES.items()]
    query = _query(looked_for)
    return page(
        "dossiers/queue.html",
        lines=found.items,
        form=form,
        query=query,
        here=request.full_path.rstrip("?"),
        is_filtered=bool(looked_for.chosen),
        next_url=_next(looked_for, found.next_cursor),
        kinds=KINDS,
    )


def _types(looked_for: Wanted) -> list[tuple[str, str]]:
    found = [(code, named(labels)) for code, labels in waiting_types(current_actor())]
    known = {code for code, _name in found}
    chosen = looked_for.type
    return [*found, (chosen, chosen)] if chosen and chosen not in known else found


def _query(looked_for: Wanted) -> str:
    return urlencode({"queue": ALL, **looked_for.chosen})


def _next(looked_for: Wanted, cursor: str | None) -> str:
    return f"/review?{urlencode({**looked_for.chosen, 'after': cursor})}" if cursor else ""


def place_of(document: Document) -> Place:
    """The place of this version in the queue that the address names; else among those of its dossier."""
    number = document.requirement.dossier.number
    if request.args.get("queue") != ALL:
        back = f"/dossiers/{document.dossier_id}"
        return _place(document, Wanted(dossier=number), "", back)
    looked_for = wanted(request.args)
    listed = f"/review?{looked_for.query}".rstrip("?")
    return _place(document, looked_for, _query(looked_for), listed)


def _place(document: Document, looked_for: Wanted, query: str, back: str) -> Place:
    around = my_place(looked_for, document.id)
    if around is None:
        return Place(0, 0, "", "", query, back)
    first = around.first if around.first and around.first[1] != document.id else None
    index, total = _count(around)
    return Place(
        index,
        total,
        address(around.previous if index else None, query),
        address((around.next if index else None) or first, query),
        query,
        back,
    )


def _count(around: Around) -> tuple[int, int]:
    if not around.waits:
        return 0, around.before + around.after
    total = around.before + 1 + around.after
    return around.before + 1, total if total <= MOST else 0


def address(stop: Stop, query: str = "") -> str:
    """The page on which to decide, within the queue of ``query``; empty for nothing."""
    if stop is None:
        return ""
    dossier_id, document_id = stop
    page_url = f"/dossiers/{dossier_id}/documents/{document_id}/review"
    return f"{page_url}?{query}" if query else page_url
