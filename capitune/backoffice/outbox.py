"""The desk of effects: what is late, and what was given up and needs a person."""

from typing import Any

from flask_admin import expose

from capitune.authz.admin import GuardedView
from capitune.authz.permissions import Permission
from capitune.backoffice.queries.effects import stuck
from capitune.backoffice.queries.lost import lost_files
from capitune.core import jobs
from capitune.core.i18n import lazy_gettext as _l


class OutboxDesk(GuardedView):
    """``/admin/outbox``: read only."""

    doors = {"index": Permission.DESK_OUTBOX}
    icon = "activity"
    short = _l("Health")
    group = _l("Running the service")

    def __init__(self) -> None:
        super().__init__(name=_l("Tasks and health"), endpoint="outbox", url="/admin/outbox")

    @expose("/")
    def index(self) -> Any:
        """Late and dead effects, how long the queues are, and files that the store has lost."""
        return self.render(
            "backoffice/outbox.html", rows=stuck(), queues=jobs.ages(), lost=lost_files()
        )
