"""The list of dossiers that one may see."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import Response, request

from capitune.accounts.identity import timezone
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.clock import today
from capitune.core.htmx import page
from capitune.core.listing import decode, limit_of
from capitune.dossiers import queries
from capitune.dossiers.queries.lines import AnyRow
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.mine import my_review_count, my_waiting_in_each
from capitune.dossiers.words.labels import STAGES
from capitune.dossiers.words.turns import Turn, turn_of


@bp.get("/dossiers")
@access(Permission.DOSSIER_LIST)
def index() -> Response:
    """The list, newest first; the menu leads a candidate past it while there is only one."""
    actor = current_actor()
    limit, after = limit_of(request.args.get("limit")), decode(request.args.get("after"))
    found = queries.dossier_rows(actor, limit, after)
    to_check = my_waiting_in_each([row.id for row in found.items])
    return page(
        "dossiers/list_mine.html" if actor.is_candidate else "dossiers/list.html",
        rows=shown(found.items, to_check, owned=actor.is_candidate),
        next_url=f"/dossiers?after={found.next_cursor}" if found.next_cursor else "",
        serves=actor.is_verified_professional,
        to_check=my_review_count() if actor.is_professional else 0,
        stages=STAGES,
    )


def shown(
    rows: Sequence[AnyRow], to_check: Mapping[uuid.UUID, int], *, owned: bool
) -> list[dict[str, Any]]:
    """Rows with what their stored figures say today, and how much of each waits for the reader."""
    day = today(timezone())
    return [_shown(row, day, to_check.get(row.id, 0), owned=owned) for row in rows]


def _shown(row: AnyRow, day: date, to_check: int, *, owned: bool) -> dict[str, Any]:
    turn: Turn = turn_of(row, queries.next_of(row, day), to_check, owned=owned)
    return {
        "row": row,
        "status": queries.status_of(row),
        "progress": queries.progress_of(row),
        "turn": turn,
    }
