"""The journal of a dossier: who did what, when."""

from flask import Response, request

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import page
from capitune.core.listing import decode
from capitune.dossiers import queries
from capitune.dossiers.queries import KnownDossier, known_dossier
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.head import abilities, head_of, tabs_of
from capitune.dossiers.words.journal import told
from capitune.dossiers.words.labels import ROLES, STAGES


@bp.get("/dossiers/<uuid:dossier_id>/history")
@access(Permission.HISTORY_READ, subject=known_dossier)
def history(dossier: KnownDossier) -> Response:
    """Newest first, a hundred at a time."""
    actor = current_actor()
    found = queries.journal(dossier, decode(request.args.get("after")))
    here = f"/dossiers/{dossier.id}/history"
    return page(
        "dossiers/history.html",
        head=head_of(dossier, actor),
        tabs=tabs_of(dossier.id, "history", talk=dossier.talk_of(actor.user_id)),
        can=abilities(actor, dossier),
        lines=[(line, told(line)) for line in found.items],
        next_url=f"{here}?after={found.next_cursor}" if found.next_cursor else "",
        myself=actor.user_id,
        roles=ROLES,
        stages=STAGES,
    )
