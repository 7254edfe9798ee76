"""Looking into a dossier from its desk: a reason and a proof first, then two pages to read, for 15 minutes."""

import uuid
from typing import Any

from flask import flash, request
from flask_admin import expose

from capitune.authz import recent
from capitune.authz.admin import GuardedView
from capitune.authz.web import current_actor
from capitune.backoffice.dossierforms import GlassForm
from capitune.backoffice.dossierpage import found
from capitune.backoffice.queries.glass import documents_of, messages_of
from capitune.core.errors import NotFound
from capitune.core.htmx import go
from capitune.core.http import own_unit
from capitune.core.i18n import gettext as _
from capitune.core.listing import decode
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import GlassGrant
from capitune.dossiers.queries.glass import running_grant


class DossierGlass(GuardedView):
    """The glass of a dossier, mixed into its desk."""

    @expose("/<uuid:dossier_id>/glass", methods=("GET", "POST"))
    def glass(self, dossier_id: uuid.UUID) -> Any:
        """Say why; the proof of who one is is asked first, so that nothing typed is lost."""
        actor, dossier, form = current_actor(), found(dossier_id), GlassForm()
        recent.require_recent(actor)
        number = dossier.number
        if form.validate_on_submit() and form.attempt(
            services.break_glass, actor, dossier, form.reason.data or ""
        ):
            return go(self.get_url(".glass_documents", dossier_id=dossier_id))
        return self.render(
            "backoffice/glass.html",
            status=422 if form.is_submitted() else 200,
            form=form,
            number=number,
            back=self.get_url(".show", dossier_id=dossier_id),
        )

    @expose("/<uuid:dossier_id>/glass/documents")
    @own_unit("each reading is written to the journal")
    def glass_documents(self, dossier_id: uuid.UUID) -> Any:
        """Which documents there are, and how far each is; no file opens."""
        grant, number = self._read(dossier_id, "documents")
        rows = documents_of(dossier_id)
        return self.render("backoffice/glass_documents.html", grant=grant, number=number, rows=rows)

    @expose("/<uuid:dossier_id>/glass/messages")
    @own_unit("each reading is written to the journal")
    def glass_messages(self, dossier_id: uuid.UUID) -> Any:
        """A page of what was written, the latest first."""
        after = decode(request.args.get("after"))
        grant, number = self._read(dossier_id, "messages")
        shown, here = messages_of(dossier_id, after), ".glass_messages"
        more = {"dossier_id": dossier_id, "after": shown.next_cursor}
        return self.render(
            "backoffice/glass_messages.html",
            grant=grant,
            number=number,
            rows=shown.items,
            next_url=self.get_url(here, **more) if shown.next_cursor else "",
        )

    @expose("/<uuid:dossier_id>/glass/end", methods=("POST",))
    def end_glass(self, dossier_id: uuid.UUID) -> Any:
        """Before its time."""
        services.end_glass(current_actor(), _running(dossier_id))
        flash(_("Ended. Nothing of this dossier can be read any more."), "success")
        return go(self.get_url(".show", dossier_id=dossier_id))

    def _read(self, dossier_id: uuid.UUID, what: str) -> tuple[dict[str, Any], str]:
        """The grant under which it is read, which is written down. Raises ``NotFound`` without one."""
        with unit_of_work():
            grant = _running(dossier_id)
            services.read_glass(current_actor(), grant, what)
            told = {"dossier_id": dossier_id, "until": grant.until, "reason": grant.reason}
        return told, found(dossier_id).number


def _running(dossier_id: uuid.UUID) -> GlassGrant:
    grant = running_grant(current_actor(), dossier_id)
    if grant is None:
        raise NotFound
    return grant
