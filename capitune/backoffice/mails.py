"""The desk of mails: what left, to whom, what became of it, and sending it again. Never what it says."""

import uuid
from typing import Any

from flask import flash, request
from flask_admin import expose

from capitune.authz.admin import GuardedView
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.backoffice import maillabels, services
from capitune.backoffice.asking import filters_of, said_of
from capitune.backoffice.mailfile import lines
from capitune.backoffice.queries.mails import (
    effect_of,
    mail_line,
    mails,
    refuses_since,
    sought_of,
)
from capitune.backoffice.spreadsheets import taken_away
from capitune.core.errors import Invalid, NotFound
from capitune.core.forms import Form
from capitune.core.htmx import go
from capitune.core.i18n import gettext as _
from capitune.core.i18n import lazy_gettext as _l
from capitune.core.i18n import zone_of_reader
from capitune.core.letters import letters
from capitune.core.listing import decode
from capitune.core.post import MailState

PAGE = 25
FILTERS = ("person", "letter", "state", "from", "to")


class MailDesk(GuardedView):
    """``/admin/mails``."""

    doors = {
        "index": Permission.DESK_MAILS,
        "show": Permission.DESK_MAILS,
        "export": Permission.DESK_MAILS,
        "resend": Permission.MAIL_RESEND,
    }
    sensitive = frozenset({"export", "resend"})
    icon = "mail"
    short = _l("Mails")
    group = _l("Running the service")
    vocabulary = {
        "letter_names": maillabels.LETTERS,
        "state_names": maillabels.STATES,
        "looks": maillabels.LOOKS,
        "cause": maillabels.cause,
    }

    def __init__(self) -> None:
        super().__init__(name=_l("Mails"), endpoint="mails", url="/admin/mails")

    @expose("/")
    def index(self) -> Any:
        """A page of what the filters find; a filter that cannot be read is said beside its field."""
        asked, after = filters_of(request.args, FILTERS), decode(request.args.get("after"))
        try:
            found = mails(sought_of(asked, zone_of_reader()), PAGE, after)
        except Invalid as error:
            said = said_of(error)
            return self._page(asked, said, status=422)
        more = {**asked, "after": found.next_cursor}
        next_url = self.get_url(".index", **more) if found.next_cursor else ""
        return self._page(asked, {}, rows=found.items, next_url=next_url)

    @expose("/<uuid:mail_id>")
    def show(self, mail_id: uuid.UUID) -> Any:
        """One letter: what became of it, and why."""
        return self._letter(mail_id, Form())

    @expose("/<uuid:mail_id>/resend", methods=("POST",))
    def resend(self, mail_id: uuid.UUID) -> Any:
        """It leaves again, as things are now."""
        form = Form()
        made = form.attempt(services.resend_mail, current_actor(), mail_id)
        if made is None:
            return self._letter(mail_id, form, status=409)
        flash(_("It leaves again. This page follows what becomes of it."), "success")
        return go(self.get_url(".show", mail_id=made))

    @expose("/export.csv", methods=("POST",))
    def export(self) -> Any:
        """What the filters find, as a file; asks who one is, and is an act of its own."""
        sought = sought_of(filters_of(request.form, FILTERS), zone_of_reader())
        services.take_mails(current_actor(), sought.codes)
        return taken_away("mails.csv", lines(sought))

    def _page(self, asked: dict[str, str], said: dict[str, str], **more: Any) -> Any:
        return self.render("backoffice/mails.html", asked=asked, said=said, **more)

    def _letter(self, mail_id: uuid.UUID, form: Form, status: int = 200) -> Any:
        line = mail_line(mail_id)
        if line is None:
            raise NotFound
        known = letters().get(line.mail.letter)
        return self.render(
            "backoffice/mail.html",
            status=status,
            form=form,
            line=line,
            effect=effect_of(mail_id),
            refuses=refuses_since(line.mail.user_id),
            is_elsewhere=bool(known and known.elsewhere),
            waits=line.mail.state is MailState.QUEUED,
        )
