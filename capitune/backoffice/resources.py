"""The desk of the library: what the team writes, publishes, holds against its source again, retires."""

import uuid
from collections.abc import Callable
from typing import Any

from flask import flash, request
from flask_admin import expose

from capitune.authz.admin import GuardedView
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.backoffice.resourceform import ActForm, ConfirmForm, ResourceForm
from capitune.core.clock import today
from capitune.core.errors import NotFound
from capitune.core.htmx import go
from capitune.core.i18n import LANGUAGES
from capitune.core.i18n import gettext as _
from capitune.core.i18n import lazy_gettext as _l
from capitune.core.listing import LAST, decode, limit_of, page_of
from capitune.dossiers.queries import offered_templates
from capitune.dossiers.words.naming import named
from capitune.resources import services
from capitune.resources.labels import KINDS, STATUSES
from capitune.resources.models import Resource
from capitune.resources.queries import of_the_desk, resource_by_id
from capitune.resources.shown import is_due, looked_at


class ResourceDesk(GuardedView):
    """``/admin/resources``."""

    doors = dict.fromkeys(
        ("index", "new", "create", "edit", "change", "publish", "retire", "confirm"),
        Permission.RESOURCE_MANAGE,
    )
    icon = "books"
    short = _l("Library")
    group = _l("People and content")
    vocabulary = {"kind_names": KINDS, "states": STATUSES, "is_due": is_due}

    def __init__(self) -> None:
        super().__init__(name=_l("Resources"), endpoint="library", url="/admin/resources")

    @expose("/")
    def index(self) -> Any:
        """The newest first; or those to be held against their source again."""
        due, limit = request.args.get("pile") == "due", limit_of(request.args.get("limit"))
        last = decode(request.args.get("after")) or LAST
        rows = page_of(of_the_desk(last, limit, due=today() if due else None), limit)
        more = {"pile": "due" if due else None, "after": rows.next_cursor}
        return self.render(
            "backoffice/resources.html",
            rows=rows.items,
            piles=self._piles(due=due),
            due=due,
            day=today(),
            next_url=self.get_url(".index", **more) if rows.next_cursor else "",
        )

    @expose("/new")
    def new(self) -> Any:
        """An empty one."""
        return self._form(ResourceForm.empty())

    @expose("/new", methods=("POST",))
    def create(self) -> Any:
        """Looked at first, or kept as a draft."""
        form = ResourceForm()
        if form.validate_on_submit() and not form.only_look.data:
            written = form.attempt(services.write_resource, current_actor(), form.told)
            if written is not None:
                flash(_("Kept as a draft: publish it when it is read over."), "success")
                return go(self.get_url(".edit", resource_id=written.id))
        return self._form(form)

    @expose("/<uuid:resource_id>")
    def edit(self, resource_id: uuid.UUID) -> Any:
        """One, to be changed."""
        found = _found(resource_id)
        return self._form(ResourceForm.of(found), found)

    @expose("/<uuid:resource_id>", methods=("POST",))
    def change(self, resource_id: uuid.UUID) -> Any:
        """What somebody else changed meanwhile is shown beside what one wrote; sending it again takes its place."""
        found, form = _found(resource_id), ResourceForm()
        if form.validate_on_submit() and not form.only_look.data:
            act = (services.change_resource, current_actor(), resource_id, form.told, form.seen)
            if form.attempt(*act) is not None:
                flash(_("Changed."), "success")
                return go(self.get_url(".edit", resource_id=resource_id))
        return self._form(form, found)

    @expose("/<uuid:resource_id>/publish", methods=("POST",))
    def publish(self, resource_id: uuid.UUID) -> Any:
        """Everybody may read it."""
        return self._done(
            resource_id, services.publish_resource, _("Published: everybody may read it.")
        )

    @expose("/<uuid:resource_id>/retire", methods=("POST",))
    def retire(self, resource_id: uuid.UUID) -> Any:
        """Nobody is offered it any more."""
        return self._done(resource_id, services.retire_resource, _("Retired: no list shows it."))

    @expose("/<uuid:resource_id>/confirm", methods=("POST",))
    def confirm(self, resource_id: uuid.UUID) -> Any:
        """It was held against its source today."""
        found, form = _found(resource_id), ConfirmForm()
        if form.validate_on_submit():
            act = (services.confirm_resource, current_actor(), resource_id, form.review_on.data)
            if form.attempt(*act, form.seen) is not None:
                flash(_("It counts from today on."), "success")
                return go(self.get_url(".edit", resource_id=resource_id))
        return self._form(ResourceForm.of(found), found, confirming=form)

    def _done(self, key: uuid.UUID, act: Callable[..., Any], told: str) -> Any:
        found, form = _found(key), ActForm()
        if form.validate_on_submit() and form.attempt(act, current_actor(), key, form.seen):
            flash(told, "success")
            return go(self.get_url(".edit", resource_id=key))
        again = ResourceForm.of(found)
        again.form_errors.extend(form.form_errors)
        return self._form(again, found)

    def _form(
        self,
        form: ResourceForm,
        found: Resource | None = None,
        confirming: ConfirmForm | None = None,
    ) -> Any:
        form.template.choices = [("", _("None")), *_programmes()]
        status = 422 if form.errors or (confirming and confirming.errors) else 200
        theirs = None
        if found is not None and form.is_submitted() and confirming is None and form.version.data:
            theirs = found if form.status_at(found.version) == 409 else None
        looks = bool(form.only_look.data) and not form.errors
        return self.render(
            "backoffice/resource.html",
            form=form,
            confirming=confirming or ConfirmForm(formdata=None),
            found=found,
            theirs=theirs,
            look={each: looked_at(form.texts, each) for each in LANGUAGES} if looks else {},
            status=409 if theirs else status,
        )

    def _piles(self, *, due: bool) -> list[dict[str, Any]]:
        return [
            {"label": _("Everything"), "url": self.get_url(".index"), "current": not due},
            {
                "label": _("To be checked again"),
                "url": self.get_url(".index", pile="due"),
                "current": due,
            },
        ]


def _programmes() -> list[tuple[str, str]]:
    return [(each.code, named(each.labels)) for each in offered_templates()]


def _found(key: uuid.UUID) -> Resource:
    found = resource_by_id(key)
    if found is None:
        raise NotFound
    return found
