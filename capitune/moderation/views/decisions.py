"""What the team decided of something one wrote: what, why, until when."""

from flask import Response

from capitune.authz.permissions import Permission
from capitune.authz.web import access
from capitune.core.clock import now
from capitune.core.htmx import page
from capitune.moderation.labels import REASONS, SANCTIONS
from capitune.moderation.models import Sanction
from capitune.moderation.paths import DECISIONS
from capitune.moderation.queries.cases import sanction_by_id
from capitune.moderation.views.blueprint import bp


@bp.get(f"{DECISIONS}/<uuid:sanction_id>")
@access(Permission.SANCTION_READ, subject=sanction_by_id)
def decision(sanction: Sanction) -> Response:
    """One of them."""
    return page(
        "moderation/decision.html",
        sanction=sanction,
        binds=sanction.binds_at(now()),
        sanctions=SANCTIONS,
        reasons=REASONS,
    )
