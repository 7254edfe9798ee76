"""The overview: what waits for the team, and true figures."""

from typing import Any

from flask_admin import expose

from capitune.authz import engine
from capitune.authz.admin import GuardedView
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.backoffice.queries.figures import overview
from capitune.core.i18n import lazy_gettext as _l


class Home(GuardedView):
    """``/admin/``. A moderator finds a welcome until there is content to moderate."""

    doors = {"index": Permission.DESK_ENTER}
    icon = "layout-dashboard"
    short = _l("Home")

    def __init__(self) -> None:
        super().__init__(name=_l("Overview"), endpoint="admin", url="/admin")

    @expose("/")
    def index(self) -> Any:
        """What waits, and the figures, for those who may see people."""
        may = engine.can(current_actor(), Permission.ACCOUNT_MANAGE)
        return self.render("backoffice/home.html", figures=overview() if may else None)
