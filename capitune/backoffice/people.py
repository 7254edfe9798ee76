"""The desk of people: found and read, suspended and let in again."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask import flash
from flask_admin import expose
from sqlalchemy import ColumnElement

from capitune.accounts import services
from capitune.accounts.models import User
from capitune.accounts.queries import suspensions_of, user_by_id
from capitune.accounts.queries.beginnings import begins_with
from capitune.authz.actor import Role
from capitune.authz.desks import GuardedModelView
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.backoffice.forms import SuspensionForm
from capitune.backoffice.labels import PROFESSIONS, ROLES, SUSPENSION_REASONS
from capitune.backoffice.queries import people
from capitune.core.db import db
from capitune.core.errors import NotFound
from capitune.core.htmx import go
from capitune.core.i18n import gettext as _
from capitune.core.i18n import lazy_gettext as _l
from capitune.professionals.labels import SCOPES


class PeopleDesk(GuardedModelView):
    """``/admin/users``: newest first, found by the beginning of a name or an address."""

    doors = dict.fromkeys(("index_view", "person", "suspend", "lift"), Permission.DESK_USERS)
    sensitive = frozenset({"suspend", "lift"})
    icon = "users"
    group = _l("People and content")
    list_template = "backoffice/people.html"
    vocabulary = {
        "roles": ROLES,
        "scopes": SCOPES,
        "professions": PROFESSIONS,
        "reasons": SUSPENSION_REASONS,
    }
    columns = (
        User.id,
        User.first_name,
        User.last_name,
        User.email,
        User.role,
        User.standing,
        User.email_verified_at,
        User.created_at,
    )

    def __init__(self) -> None:
        super().__init__(User, db, name=_l("People"), endpoint="people", url="/admin/users")

    def searched(self, words: str) -> ColumnElement[bool]:
        """By the beginning of a name or of an address."""
        return begins_with(words)

    def chosen(self, asked: dict[str, str]) -> Sequence[ColumnElement[bool]]:
        """By role."""
        return [User.role == Role(asked["role"])] if asked.get("role") in set(Role) else ()

    @expose("/<uuid:user_id>")
    def person(self, user_id: uuid.UUID) -> Any:
        """One person: account, practice, open connections, number of dossiers."""
        return self._page(user_id, SuspensionForm(formdata=None))

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
    user = user_by_id(user_id)
    if user is None:
        raise NotFound
    return user
