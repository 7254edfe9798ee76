"""The desk of health: what the house stands on, looked at now; a failure is a line, never an error."""

from typing import Any

from flask_admin import expose

from capitune.authz.admin import GuardedView
from capitune.authz.permissions import Permission
from capitune.backoffice import healthlabels
from capitune.backoffice.queries import health
from capitune.core import looks
from capitune.core.clock import now
from capitune.core.i18n import lazy_gettext as _l
from capitune.core.probing import Grade, look_at

OUTSIDE = {
    "redis": looks.redis,
    "storage": looks.storage,
    "scanner": looks.scanner,
    "workers": health.workers,
    "versions": looks.versions,
}
INSIDE = {
    "database": looks.database,
    "replica": looks.replica,
    "mail": health.mail,
    "clock": health.clock,
}


class HealthDesk(GuardedView):
    """``/admin/health``: read only."""

    doors = {"index": Permission.DESK_HEALTH}
    icon = "heart-handshake"
    short = _l("Health")
    group = _l("Running the service")
    vocabulary = {
        "parts": healthlabels.PARTS,
        "grades": healthlabels.GRADES,
        "names": healthlabels.FACTS,
        "advice": healthlabels.ADVICE,
        "shown": healthlabels.shown,
    }

    def __init__(self) -> None:
        super().__init__(name=_l("Health"), endpoint="health", url="/admin/health")

    @expose("/")
    def index(self) -> Any:
        """Each part, the troubled first."""
        found = look_at(OUTSIDE, INSIDE)
        order = list(healthlabels.PARTS)
        worst = [Grade.BAD, Grade.WARN, Grade.FINE]
        ranked = sorted(found, key=lambda name: (worst.index(found[name].grade), order.index(name)))
        troubled = sum(one.grade is not Grade.FINE for one in found.values())
        rows = [(name, found[name]) for name in ranked]
        return self.render("backoffice/health.html", rows=rows, troubled=troubled, moment=now())
