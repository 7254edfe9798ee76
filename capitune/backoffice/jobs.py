"""The desk of tasks: queues, what failed and why, what the clock does. PostgreSQL says it, Redis or not."""

from typing import Any

from flask import flash, request
from flask_admin import expose
from flask_babel import ngettext

from capitune.authz.admin import GuardedView
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.backoffice import joblabels, services
from capitune.backoffice.forms import EffectsForm
from capitune.backoffice.queries.effects import Show, effects, lines
from capitune.backoffice.queries.lost import lost_files
from capitune.backoffice.queries.timetable import timetable
from capitune.core.causes import scrubbed
from capitune.core.handling import can_retry
from capitune.core.htmx import go
from capitune.core.i18n import lazy_gettext as _l
from capitune.core.listing import decode


class JobsDesk(GuardedView):
    """``/admin/jobs``."""

    doors = {
        "index": Permission.DESK_JOBS,
        "retry": Permission.JOBS_HANDLE,
        "leave": Permission.JOBS_HANDLE,
    }
    sensitive = frozenset({"retry", "leave"})
    icon = "activity"
    short = _l("Tasks")
    group = _l("Running the service")
    vocabulary = {
        "queue_names": joblabels.QUEUES,
        "kind_names": joblabels.KINDS,
        "job_names": joblabels.JOBS,
        "rhythm": joblabels.rhythm,
        "scrubbed": scrubbed,
        "can_retry": can_retry,
    }

    def __init__(self) -> None:
        super().__init__(name=_l("Tasks"), endpoint="jobs", url="/admin/jobs")

    @expose("/")
    def index(self) -> Any:
        """Queues, one of the lists of effects, the timetable, and files that the store has lost."""
        return self._page(EffectsForm())

    @expose("/retry", methods=("POST",))
    def retry(self) -> Any:
        """Those that are ticked, or the one whose button was pressed, are tried again."""
        form = EffectsForm()
        tried = form.attempt(services.retry_effects, current_actor(), form.picked)
        said = ngettext(
            "%(num)s task is tried again.", "%(num)s tasks are tried again.", tried or 0
        )
        return self._done(form, tried, said)

    @expose("/leave", methods=("POST",))
    def leave(self) -> Any:
        """They are never tried again."""
        form = EffectsForm()
        why = form.why.data or ""
        left = form.attempt(services.leave_effects, current_actor(), form.picked, why)
        said = ngettext(
            "%(num)s task is left for good.", "%(num)s tasks are left for good.", left or 0
        )
        return self._done(form, left, said)

    def _done(self, form: EffectsForm, count: int | None, said: str) -> Any:
        if not count:
            return self._page(form, status=409 if form.form_errors else 422)
        left = len(set(form.picked)) - count
        flash(said, "success")
        if left:
            flash(
                ngettext(
                    "%(num)s stays as it is: somebody was faster, or it runs or is done.",
                    "%(num)s stay as they are: somebody was faster, or they run or are done.",
                    left,
                ),
                "info",
            )
        return go(self.get_url(".index", show=_shown()))

    def _page(self, form: EffectsForm, status: int = 200) -> Any:
        show = _shown()
        found = effects(Show(show), decode(request.args.get("after")))
        more = {"show": show, "after": found.next_cursor}
        return self.render(
            "backoffice/jobs.html",
            status=status,
            form=form,
            show=show,
            rows=found.items,
            next_url=self.get_url(".index", **more) if found.next_cursor else "",
            lines=lines(),
            clock=timetable(),
            lost=lost_files(),
        )


def _shown() -> str:
    asked = request.values.get("show", "")
    return asked if asked in set(Show) else Show.DEAD.value
