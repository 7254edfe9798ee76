"""The desk of settings: who may do what, and what an admin turns."""

from typing import Any

from flask import flash
from flask_admin import expose
from wtforms import BooleanField, IntegerField
from wtforms.validators import InputRequired

from capitune.accounts.queries import faces
from capitune.authz.admin import GuardedView
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.backoffice.matrix import COLUMNS, matrix
from capitune.core.errors import NotFound
from capitune.core.forms import Form
from capitune.core.htmx import go
from capitune.core.i18n import gettext as _
from capitune.core.i18n import lazy_gettext as _l
from capitune.settings.queries import switches
from capitune.settings.services import turn
from capitune.settings.states import Switch

SWITCHES = {
    Switch.CANDIDATES_PUBLISH: (
        _l("Candidates may publish in Inside"),
        _l("Otherwise they read, react, comment and report."),
    ),
    Switch.UNVERIFIED_PUBLISH: (
        _l("Professionals who are not verified may publish in Inside"),
        _l("Otherwise only those whose licence was checked, and the team."),
    ),
}


class SwitchForm(Form):
    """How a switch is to stand, and the version of it that was looked at."""

    on = BooleanField()
    version = IntegerField(validators=[InputRequired()])


class SettingDesk(GuardedView):
    """``/admin/settings``."""

    doors = dict.fromkeys(("index", "switch"), Permission.SETTING_MANAGE)
    sensitive = frozenset({"switch"})
    icon = "settings"
    group = _l("Running the service")
    vocabulary = {"switch_names": SWITCHES}

    def __init__(self) -> None:
        super().__init__(
            name=_l("Settings and rights"), endpoint="settingdesk", url="/admin/settings"
        )

    @expose("/")
    def index(self) -> Any:
        """The switches, then the rights of each role."""
        return self._page()

    @expose("/switches/<slug>", methods=("POST",))
    def switch(self, slug: str) -> Any:
        """Turn one; whoever looked at it before somebody else turned it is told, and turns nothing."""
        if slug not in set(Switch):
            raise NotFound
        form, wanted = SwitchForm(), Switch(slug)
        if form.validate_on_submit():
            act = {"on": bool(form.on.data), "version": form.version.data}
            form.attempt(turn, current_actor(), wanted, **act)
        if form.errors or form.summary:
            return self._page(form, status=422)
        flash(_("It is so from now on."), "success")
        return go(self.get_url(".index"))

    def _page(self, refused: Form | None = None, status: int = 200) -> Any:
        standing = switches()
        turned_by = faces(row.turned_by_id for _n, _o, row in standing if row and row.turned_by_id)
        return self.render(
            "backoffice/settings.html",
            status=status,
            refused=refused,
            switches=standing,
            turned_by=turned_by,
            groups=matrix(),
            columns=[str(column) for column in COLUMNS],
        )
