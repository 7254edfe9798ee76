"""The desk of announcements: written, looked at as its readers will see it, shown, taken back."""

import uuid
from typing import Any

from flask import flash
from flask_admin import expose

from capitune.announcements import services
from capitune.announcements.models import Announcement
from capitune.announcements.queries import announcement_by_id, announcements
from capitune.authz.admin import GuardedView
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.backoffice.announcementform import AnnouncementForm
from capitune.backoffice.labels import AUDIENCES, PHASES, TONES
from capitune.core.clock import now
from capitune.core.errors import NotFound
from capitune.core.htmx import go
from capitune.core.i18n import gettext as _
from capitune.core.i18n import lazy_gettext as _l


class AnnouncementDesk(GuardedView):
    """``/admin/announcements``."""

    doors = dict.fromkeys(
        ("index", "new", "create", "edit", "change", "withdraw"), Permission.ANNOUNCEMENT_MANAGE
    )
    sensitive = frozenset({"create", "change", "withdraw"})
    icon = "broadcast"
    short = _l("Notices")
    group = _l("People and content")
    vocabulary = {"audiences": AUDIENCES, "phases": PHASES, "tones": TONES}

    def __init__(self) -> None:
        super().__init__(name=_l("Announcements"), endpoint="announced", url="/admin/announcements")

    @expose("/")
    def index(self) -> Any:
        """Each with where it stands now, the newest first."""
        moment = now()
        rows = [(each, each.phase(moment)) for each in announcements()]
        return self.render("backoffice/announcements.html", rows=rows)

    @expose("/new")
    def new(self) -> Any:
        """An empty one."""
        return self._form(AnnouncementForm(formdata=None))

    @expose("/new", methods=("POST",))
    def create(self) -> Any:
        """Looked at first, or told."""
        form = AnnouncementForm()
        if form.validate_on_submit() and not form.only_look.data:
            told = form.attempt(services.announce, current_actor(), form.told)
            if told is not None:
                flash(_("It stands at the top of their pages from its first day on."), "success")
                return go(self.get_url(".index"))
        return self._form(form)

    @expose("/<uuid:announcement_id>")
    def edit(self, announcement_id: uuid.UUID) -> Any:
        """One, to be changed."""
        found = _found(announcement_id)
        return self._form(AnnouncementForm.of(found), found)

    @expose("/<uuid:announcement_id>", methods=("POST",))
    def change(self, announcement_id: uuid.UUID) -> Any:
        """What somebody else changed meanwhile is shown beside what one wrote; sending it again tells one's own."""
        found, form = _found(announcement_id), AnnouncementForm()
        if form.validate_on_submit() and not form.only_look.data:
            told = form.attempt(
                services.change_announcement,
                current_actor(),
                announcement_id,
                form.told,
                form.version.data or 0,
            )
            if told is not None:
                flash(_("Changed."), "success")
                return go(self.get_url(".index"))
        return self._form(form, found)

    @expose("/<uuid:announcement_id>/withdraw", methods=("POST",))
    def withdraw(self, announcement_id: uuid.UUID) -> Any:
        """No page shows it any more."""
        services.withdraw_announcement(current_actor(), announcement_id)
        flash(_("Withdrawn: no page shows it any more."), "success")
        return go(self.get_url(".index"))

    def _form(self, form: AnnouncementForm, found: Announcement | None = None) -> Any:
        theirs = form.theirs(found)
        looks = bool(form.only_look.data) and not form.errors
        return self.render(
            "backoffice/announcement.html",
            form=form,
            found=found,
            theirs=theirs,
            look=form.texts if looks else {},
            status=422 if form.errors or theirs else 200,
        )


def _found(key: uuid.UUID) -> Announcement:
    found = announcement_by_id(key)
    if found is None:
        raise NotFound
    return found
