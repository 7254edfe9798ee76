"""The overview: what waits for the team and for how long, the figures of a period, the last decisions."""

from typing import Any

from flask import request
from flask_admin import expose

from capitune.analytics.periods import DAYS, USUAL, period_of
from capitune.analytics.queries import can_compare, counted, last_day, report
from capitune.analytics.states import Figure
from capitune.audit.searching import latest
from capitune.authz import engine
from capitune.authz.admin import GuardedView
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.backoffice.charts import charts
from capitune.backoffice.queries.waiting import MOST, piles
from capitune.backoffice.tasks import DECISIONS, oldest, tasks
from capitune.core.i18n import lazy_gettext as _l
from capitune.dossiers.queries.trail import named
from capitune.dossiers.words import trail as words
from capitune.dossiers.words.labels import STAGES

CHARTS, ACTS = 2, 6


class Home(GuardedView):
    """``/admin/``. A moderator finds a welcome until there is content to moderate."""

    doors = {"index": Permission.DESK_ENTER}
    icon = "layout-dashboard"
    short = _l("Home")
    vocabulary = {
        "F": Figure,
        "acts": words.ACTS,
        "kinds": words.KINDS,
        "stage_names": STAGES,
        "usual": DAYS,
        "most": MOST,
    }

    def __init__(self) -> None:
        super().__init__(name=_l("Overview"), endpoint="admin", url="/admin")

    @expose("/")
    def index(self) -> Any:
        """What waits, the figures and the last decisions, for those who may see people."""
        if not engine.can(current_actor(), Permission.ACCOUNT_MANAGE):
            return self.render("backoffice/welcome.html")
        days = request.args.get("days", "")
        known, found = counted(), piles()
        asked = {"days": days if days in map(str, DAYS) else str(USUAL)}
        figures = report(period_of(asked, last_day(known)))
        listed = tasks(found)
        return self.render(
            "backoffice/home.html",
            tasks=listed,
            oldest=oldest(listed),
            waiting=sum(task.pile.number for task in listed),
            second=found["second"].number,
            found=figures,
            counted=known,
            comparable=can_compare(known, figures.period),
            charts=charts(figures)[:CHARTS],
            decisions=named(latest(DECISIONS, ACTS)),
        )
