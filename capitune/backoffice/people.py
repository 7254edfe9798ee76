"""The desk of people: found and read, suspended and let in again."""

import uuid
from typing import Any

from flask import flash, request
from flask_admin import expose

from capitune.accounts import services
from capitune.accounts.countries import choices
from capitune.accounts.models import User
from capitune.accounts.queries import suspensions_of, user_by_id
from capitune.authz.admin import GuardedView
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.backoffice.forms import SuspensionForm
from capitune.backoffice.labels import ORDERS, PROFESSIONS, ROLES, STATES, SUSPENSION_REASONS
from capitune.backoffice.queries import people
from capitune.core.answers import sentence
from capitune.core.errors import Invalid, NotFound
from capitune.core.htmx import go
from capitune.core.i18n import current_language, zone_of_reader
from capitune.core.i18n import gettext as _
from capitune.core.i18n import lazy_gettext as _l
from capitune.core.listing import decode
from capitune.dossiers.queries.people import people_page, wanted_people
from capitune.professionals.labels import SCOPES

PAGE = 25


class PeopleDesk(GuardedView):
    """``/admin/users``: found by the beginning of what one knows of them, narrowed by filters."""

    doors = {
        "index": Permission.DESK_USERS,
        "person": Permission.DESK_USERS,
        "suspend": Permission.ACCOUNT_SUSPEND,
        "lift": Permission.ACCOUNT_SUSPEND,
    }
    sensitive = frozenset({"suspend", "lift"})
    icon = "users"
    group = _l("People and content")
    vocabulary = {
        "roles": ROLES,
        "states": STATES,
        "orders": ORDERS,
        "scopes": SCOPES,
        "professions": PROFESSIONS,
        "reasons": SUSPENSION_REASONS,
    }

    def __init__(self) -> None:
        super().__init__(name=_l("People"), endpoint="people", url="/admin/users")

    @expose("/")
    def index(self) -> Any:
        """A page of whom the filters find; a filter that cannot be read is said beside its field."""
        asked = {name: value for name, value in request.args.items() if value}
        after = asked.pop("after", None)
        try:
            wanted = wanted_people(asked, zone_of_reader())
            found = people_page(current_actor(), wanted, PAGE, decode(after))
        except Invalid as error:
            said = {at.field: sentence(at.code, error.facts) for at in error.errors}
            return self._list(asked, said, status=422)
        next_url = self.get_url(".index", **asked, after=found.next_cursor)
        return self._list(asked, {}, rows=found.items, next_url=found.next_cursor and next_url)

    def _list(self, asked: dict[str, str], said: dict[str, str], **more: Any) -> Any:
        more["countries"] = dict(choices(current_language()))
        return self.render("backoffice/people.html", asked=asked, said=said, **more)

    @expose("/<uuid:user_id>")
    def person(self, user_id: uuid.UUID) -> Any:
        """One person: account, practice, open connections, number of dossiers."""
        return self._page(_found(user_id).id, SuspensionForm(formdata=None))

    @expose("/<uuid:user_id>/suspend", methods=("POST",))
    def suspend(self, user_id: uuid.UUID) -> Any:
        """The account closes, now."""
        user, form = _found(user_id), SuspensionForm()
        actor = current_actor()
        if form.validate_on_submit() and form.attempt(
            services.suspend, actor, user, _closing(form)
        ):
            flash(
                _("Suspended. Everything this person had open is closed, and they are told."),
                "success",
            )
            return go(self.get_url(".person", user_id=user_id))
        return self._page(user_id, form, status=422)

    @expose("/<uuid:user_id>/lift", methods=("POST",))
    def lift(self, user_id: uuid.UUID) -> Any:
        """The account opens again."""
        services.reinstate(current_actor(), _found(user_id))
        flash(_("Lifted. This person is told, and can sign in again."), "success")
        return go(self.get_url(".person", user_id=user_id))

    def _page(self, user_id: uuid.UUID, form: SuspensionForm, status: int = 200) -> Any:
        found = people.person(user_id)
        if found is None:
            raise NotFound
        return self.render(
            "backoffice/person.html",
            status=status,
            person=found,
            form=form,
            suspensions=suspensions_of(user_id),
            is_me=user_id == current_actor().user_id,
        )


def _closing(form: SuspensionForm) -> services.Closing:
    reason, words, message = (field.data or "" for field in (form.reason, form.words, form.message))
    return services.Closing(reason, words, message, form.until_moment)


def _found(user_id: uuid.UUID) -> User:
    """The person, if the actor may know of them."""
    user = user_by_id(user_id)
    if user is None:
        raise NotFound
    require(current_actor(), Permission.ACCOUNT_KNOW, user)
    return user
