"""The desk of people: read only. What can be done to a person is an act of its own, elsewhere."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask_admin import expose
from sqlalchemy import ColumnElement

from capitune.accounts.models import User
from capitune.accounts.queries.beginnings import begins_with
from capitune.authz.actor import Role
from capitune.authz.desks import GuardedModelView
from capitune.authz.permissions import Permission
from capitune.backoffice.labels import PROFESSIONS, ROLES
from capitune.backoffice.queries import people
from capitune.core.db import db
from capitune.core.errors import NotFound
from capitune.core.i18n import lazy_gettext as _l
from capitune.professionals.labels import SCOPES


class PeopleDesk(GuardedModelView):
    """``/admin/users``: newest first, found by the beginning of a name or an address."""

    doors = {"index_view": Permission.DESK_USERS, "person": Permission.DESK_USERS}
    icon = "users"
    group = _l("People and content")
    list_template = "backoffice/people.html"
    vocabulary = {"roles": ROLES, "scopes": SCOPES, "professions": PROFESSIONS}
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
        found = people.person(user_id)
        if found is None:
            raise NotFound
        return self.render("backoffice/person.html", person=found)
