"""The list of dossiers that one may see."""

from collections import Counter
from typing import Any

from flask import Response, request

from capitune.accounts.identity import timezone
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.clock import today
from capitune.core.htmx import page
from capitune.core.listing import decode, limit_of
from capitune.dossiers import queries
from capitune.dossiers.queries.lines import AnyRow
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.mine import my_queue
from capitune.dossiers.words.labels import STAGES
from capitune.dossiers.words.turns import Turn, turn_of


@bp.get("/dossiers")
@access(Permission.DOSSIER_LIST)
def index() -> Response:
    """The list, newest first; the menu leads a candidate past it while there is only one."""
    actor = current_actor()
    limit, after = limit_of(request.args.get("limit")), decode(request.args.get("after"))
    found = queries.dossier_rows(actor, limit, after)
    return page(
        "dossiers/list_mine.html" if actor.is_candidate else "dossiers/list.html",
        rows=[shown(row, actor) for row in found.items],
        next_url=f"/dossiers?after={found.next_cursor}" if found.next_cursor else "",
        serves=actor.is_verified_professional,
        queue=my_queue(),
        stages=STAGES,
    )


def shown(row: AnyRow, actor: Actor) -> dict[str, Any]:
    """A row with what its stored figures say today."""
    day = today(timezone())
    to_check = Counter(line.dossier_id for line in my_queue())[row.id]
    turn: Turn = turn_of(row, queries.next_of(row, day), to_check, owned=actor.is_candidate)
    return {
        "row": row,
        "status": queries.status_of(row),
        "progress": queries.progress_of(row),
        "turn": turn,
    }
