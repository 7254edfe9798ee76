"""The desk of the audit log: searched, read line by line, taken away as a file; never changed."""

import uuid
from typing import Any

from flask import request
from flask_admin import expose

from capitune.audit.services import take_audit
from capitune.authz.admin import GuardedView
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.backoffice.asking import filters_of, said_of
from capitune.backoffice.auditfile import lines
from capitune.backoffice.labels import ROLES
from capitune.backoffice.spreadsheets import taken_away
from capitune.core.errors import Invalid, NotFound
from capitune.core.i18n import lazy_gettext as _l
from capitune.core.i18n import zone_of_reader
from capitune.core.listing import decode
from capitune.dossiers.queries.trail import trail, trail_line, wanted_of
from capitune.dossiers.words import trail as words

PAGE = 25
FILTERS = ("person", "subject", "kind", "act", "from", "to")


class AuditDesk(GuardedView):
    """``/admin/audit``."""

    doors = {
        "index": Permission.AUDIT_READ,
        "show": Permission.AUDIT_READ,
        "export": Permission.AUDIT_READ,
    }
    sensitive = frozenset({"export"})
    icon = "history"
    short = _l("Audit")
    group = _l("Running the service")
    vocabulary = {
        "roles": {role.value: label for role, label in ROLES.items()},
        "acts": words.ACTS,
        "groups": words.GROUPS,
        "kinds": words.KINDS,
        "ways": words.DOORS,
        "changes": words.changes,
        "brief": words.brief,
    }

    def __init__(self) -> None:
        super().__init__(name=_l("Audit log"), endpoint="audit", url="/admin/audit")

    @expose("/")
    def index(self) -> Any:
        """A page of what the filters find; a filter that cannot be read is said beside its field."""
        asked, after = filters_of(request.args, FILTERS), decode(request.args.get("after"))
        try:
            found = trail(wanted_of(asked, zone_of_reader()), PAGE, after)
        except Invalid as error:
            said = said_of(error)
            return self._page(asked, said, status=422)
        more = {**asked, "after": found.next_cursor}
        next_url = self.get_url(".index", **more) if found.next_cursor else ""
        return self._page(asked, {}, rows=found.items, next_url=next_url)

    @expose("/<uuid:event_id>")
    def show(self, event_id: uuid.UUID) -> Any:
        """One act with all its facts."""
        line = trail_line(event_id)
        if line is None:
            raise NotFound
        return self.render("backoffice/audit_event.html", line=line, act=line.event)

    @expose("/export.csv", methods=("POST",))
    def export(self) -> Any:
        """What the filters find, as a file; asks who one is, and is an act of its own."""
        wanted = wanted_of(filters_of(request.form, FILTERS), zone_of_reader())
        take_audit(current_actor(), wanted.codes)
        return taken_away("audit.csv", lines(wanted))

    def _page(self, asked: dict[str, str], said: dict[str, str], **more: Any) -> Any:
        return self.render("backoffice/audit.html", asked=asked, said=said, **more)
