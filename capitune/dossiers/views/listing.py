"""The list of dossiers that one may see."""

from flask import Response, request

from capitune.accounts.identity import timezone
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.clock import today
from capitune.core.htmx import page
from capitune.core.listing import decode, limit_of
from capitune.dossiers import queries
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.mine import my_waiting_in_each
from capitune.dossiers.views.pipeline import my_pipeline
from capitune.dossiers.views.shown import shown
from capitune.dossiers.words.labels import STAGES


@bp.get("/dossiers")
@access(Permission.DOSSIER_LIST)
def index() -> Response:
    """The list, newest first; the menu leads a candidate past it while there is only one."""
    actor = current_actor()
    if actor.is_verified_professional:
        return my_pipeline()
    limit, after = limit_of(request.args.get("limit")), decode(request.args.get("after"))
    found = queries.dossier_rows(actor, limit, after)
    to_check, day = my_waiting_in_each([row.id for row in found.items]), today(timezone())
    return page(
        "dossiers/list_mine.html" if actor.is_candidate else "dossiers/list.html",
        rows=[
            item | {"status": queries.status_of(item["row"])}
            for item in shown(found.items, to_check, day, owned=actor.is_candidate)
        ],
        next_url=f"/dossiers?after={found.next_cursor}" if found.next_cursor else "",
        stages=STAGES,
    )
