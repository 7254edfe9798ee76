"""The steps of a dossier."""

from flask import Response

from capitune.accounts.identity import timezone
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.clock import today
from capitune.core.htmx import page
from capitune.dossiers import queries
from capitune.dossiers.queries import KnownDossier, known_dossier
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.head import abilities, head_of, tabs_of
from capitune.dossiers.words.labels import OWNERS, OWNERS_AS_SEEN_BY_OTHERS, ROLES
from capitune.dossiers.words.route import states_of


@bp.get("/dossiers/<uuid:dossier_id>/steps")
@access(Permission.DOSSIER_READ, subject=known_dossier)
def steps(dossier: KnownDossier) -> Response:
    """What happens when, whose turn it is, what is late."""
    actor = current_actor()
    sheet = queries.sheet_of(dossier, actor)
    owned = sheet.candidate.id == actor.user_id
    return page(
        "dossiers/steps.html",
        head=head_of(sheet, actor),
        tabs=tabs_of(
            sheet.id,
            "steps",
            count=sheet.turns.candidate if owned else 0,
            talk=dossier.talk_of(actor.user_id),
        ),
        can=abilities(actor, dossier),
        steps=list(zip(sheet.steps, states_of(sheet.steps), strict=True)),
        owners=OWNERS if owned else OWNERS_AS_SEEN_BY_OTHERS,
        today=today(timezone()),
        roles=ROLES,
    )
