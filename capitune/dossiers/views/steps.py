"""The steps of a dossier."""

from flask import Response

from capitune.accounts.identity import timezone
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.clock import today
from capitune.core.errors import NotFound
from capitune.core.htmx import page
from capitune.dossiers import queries
from capitune.dossiers.models import Dossier
from capitune.dossiers.queries import dossier_by_id
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.head import abilities, head_of_sheet, tabs_of
from capitune.dossiers.words.labels import OWNERS, OWNERS_AS_SEEN_BY_OTHERS, ROLES
from capitune.dossiers.words.route import states_of


@bp.get("/dossiers/<uuid:dossier_id>/steps")
@access(Permission.DOSSIER_READ, subject=dossier_by_id)
def steps(dossier: Dossier) -> Response:
    """What happens when, whose turn it is, what is late."""
    actor = current_actor()
    sheet = queries.sheet(dossier.id, actor)
    if sheet is None:
        raise NotFound
    owned = sheet.candidate.id == actor.user_id
    return page(
        "dossiers/steps.html",
        head=head_of_sheet(sheet, actor),
        tabs=tabs_of(sheet.id, "steps", count=sheet.turns.candidate if owned else 0),
        can=abilities(actor, dossier),
        steps=list(zip(sheet.steps, states_of(sheet.steps), strict=True)),
        owners=OWNERS if owned else OWNERS_AS_SEEN_BY_OTHERS,
        today=today(timezone()),
        roles=ROLES,
    )
