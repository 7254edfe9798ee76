"""The documents of a dossier, and one row of them."""

import uuid
from typing import Any

from flask import Response, request

from capitune.accounts.identity import timezone
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.clock import today
from capitune.core.errors import NotFound
from capitune.core.htmx import fragment, page
from capitune.core.i18n import spoken
from capitune.core.ids import new_id, parse_id
from capitune.dossiers import queries
from capitune.dossiers.models import Dossier, Requirement
from capitune.dossiers.queries import Sheet, dossier_by_id, requirement_by_id
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.groups import (
    Group,
    groups_for_candidate,
    groups_for_reviewer,
    groups_for_staff,
)
from capitune.dossiers.views.head import abilities, head_of_sheet, tabs_of
from capitune.dossiers.views.mine import my_queue
from capitune.dossiers.words.labels import CATEGORIES, KINDS, ROLES, STAGES

MOST_TRIES = 60  # of a row that waits for its scan: about four minutes


@bp.get("/dossiers/<uuid:dossier_id>")
@bp.get("/dossiers/<uuid:dossier_id>/documents")
@access(Permission.DOCUMENT_LIST, subject=dossier_by_id)
def documents(dossier: Dossier) -> Response:
    """What is asked for, what was sent, what was said about it."""
    return documents_page(dossier, opened=parse_id(request.args.get("open", "")))


@bp.get("/dossiers/<uuid:dossier_id>/requirements/<uuid:requirement_id>")
@access(Permission.DOCUMENT_LIST, subject=requirement_by_id)
def requirement(asked: Requirement) -> Response:
    """One row, for HTMX; the page with that row open, for everybody else."""
    return requirement_row(asked, opened=request.args.get("open") == "1")


def documents_page(
    dossier: Dossier,
    *,
    opened: uuid.UUID | None = None,
    status: int = 200,
    wrong: dict[uuid.UUID, str] | None = None,
) -> Response:
    """The page; ``opened`` is the row to show open, ``wrong`` what to say in which slot."""
    actor = current_actor()
    sheet = _sheet(dossier.id, actor)
    return page(
        "dossiers/documents.html",
        status=status,
        head=head_of_sheet(sheet, actor),
        tabs=_tabs(sheet, actor),
        groups=_groups(sheet, actor),
        queue=_mine(sheet),
        **_row_facts(sheet, actor, dossier),
        opened=opened,
        wrong=wrong or {},
    )


def requirement_row(
    asked: Requirement, *, opened: bool, status: int = 200, wrong: str = ""
) -> Response:
    """The fragment of one row."""
    actor = current_actor()
    sheet = _sheet(asked.dossier_id, actor)
    row = sheet.requirement(asked.id)
    if row is None:
        raise NotFound
    return fragment(
        "dossiers/_requirement.html",
        status=status,
        row=row,
        **_row_facts(sheet, actor, asked.dossier),
        opened=asked.id if opened else None,
        wrong={asked.id: wrong} if wrong else {},
        tries=_tries(),
    )


def _sheet(dossier_id: uuid.UUID, actor: Actor) -> Sheet:
    sheet = queries.sheet(dossier_id, actor)
    if sheet is None:
        raise NotFound
    return sheet


def _row_facts(sheet: Sheet, actor: Actor, dossier: Dossier) -> dict[str, Any]:
    """What each row reads besides itself."""
    return {
        "sheet": sheet,
        "can": abilities(actor, dossier),
        "owned": sheet.candidate.id == actor.user_id,
        "mine": {line.requirement_id: line.document_id for line in _mine(sheet)},
        "today": today(timezone()),
        "categories": spoken(CATEGORIES),
        "kinds": spoken(KINDS),
        "roles": spoken(ROLES),
        "stages": spoken(STAGES),
        "most_tries": MOST_TRIES,
        "new_key": lambda: str(new_id()),
    }


def _mine(sheet: Sheet) -> list[queries.QueueLine]:
    return [line for line in my_queue() if line.dossier_id == sheet.id]


def _groups(sheet: Sheet, actor: Actor) -> list[Group]:
    if sheet.candidate.id == actor.user_id:
        return groups_for_candidate(sheet)
    if not sheet.shows_documents:
        return groups_for_staff(sheet)
    return groups_for_reviewer(sheet, {line.requirement_id for line in _mine(sheet)})


def _tabs(sheet: Sheet, actor: Actor) -> Any:
    if sheet.candidate.id == actor.user_id:
        refused = any(r.status.value == "rejected" for r in sheet.requirements)
        return tabs_of(sheet.id, "documents", count=sheet.turns.candidate, hot=refused)
    return tabs_of(sheet.id, "documents", count=len(_mine(sheet)))


def _tries() -> int:
    """How often this row has asked already whether its scan is over."""
    text = request.args.get("try", "0")
    return min(int(text), MOST_TRIES) if text.isascii() and text.isdigit() else 0
