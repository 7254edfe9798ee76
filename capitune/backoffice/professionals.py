"""The desk of professionals: what they declared, their licences, and taking everything back."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask import flash
from flask_admin import expose
from sqlalchemy import ColumnElement, Row, select

from capitune.accounts.models import User
from capitune.accounts.queries import user_by_id
from capitune.accounts.queries.beginnings import begins_with
from capitune.authz.actor import Role
from capitune.authz.desks import GuardedModelView
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.backoffice.labels import PROFESSIONS
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import NotFound
from capitune.core.htmx import go
from capitune.core.i18n import gettext as _
from capitune.core.i18n import lazy_gettext as _l
from capitune.professionals import services
from capitune.professionals.labels import BODIES, SCOPES, STATUSES
from capitune.professionals.models import Practice
from capitune.professionals.policy import is_verified
from capitune.professionals.queries.credentials import credentials_of


class ProfessionalDesk(GuardedModelView):
    """``/admin/professionals``: those who wait first; search and pages as everywhere."""

    doors = {
        "index_view": Permission.PROFESSIONAL_VERIFY,
        "check": Permission.PROFESSIONAL_VERIFY,
        "withdraw": Permission.PROFESSIONAL_VERIFY,
    }
    sensitive = frozenset({"check", "withdraw"})
    icon = "rosette-discount-check"
    short = _l("Pros")
    group = _l("To do")
    list_template = "backoffice/professionals.html"
    vocabulary = {
        "professions": PROFESSIONS,
        "scopes": SCOPES,
        "bodies": BODIES,
        "statuses": STATUSES,
    }
    columns = (
        User.id,
        User.first_name,
        User.last_name,
        User.email,
        User.created_at,
        User.licence_scopes,
        User.licence_until,
        Practice.organization,
        Practice.profession,
        Practice.province,
    )

    def __init__(self) -> None:
        super().__init__(
            User, db, name=_l("Professionals"), endpoint="professionals", url="/admin/professionals"
        )

    def get_query(self) -> Any:
        """Professionals, with what they declared."""
        query = select(*self.columns).outerjoin(Practice, Practice.user_id == User.id)
        return query.where(User.role == Role.PROFESSIONAL)

    def searched(self, words: str) -> ColumnElement[bool]:
        """By the beginning of a name or of an address."""
        return begins_with(words)

    def chosen(self, asked: dict[str, str]) -> Sequence[ColumnElement[bool]]:
        """Those who wait, unless the verified ones are asked for."""
        verified = is_verified(now())
        return [verified if asked.get("state") == "verified" else ~verified]

    @expose("/<uuid:user_id>")
    def check(self, user_id: uuid.UUID) -> Any:
        """One professional: what they declared of their practice, and their licences."""
        found = self._found(user_id)
        licences = credentials_of(user_id)
        return self.render("backoffice/professional.html", person=found, licences=licences)

    @expose("/<uuid:user_id>/withdraw", methods=("POST",))
    def withdraw(self, user_id: uuid.UUID) -> Any:
        """Withdraw the verification: dossiers close to this professional at once."""
        services.withdraw(current_actor(), account(user_id))
        flash(_("Withdrawn. This professional no longer opens any dossier."), "success")
        return go(self.get_url(".check", user_id=user_id))

    def _found(self, user_id: uuid.UUID) -> Row[Any]:
        found = self.get_one(user_id)
        if found is None:
            raise NotFound
        return found


def account(user_id: uuid.UUID) -> User:
    """The account of this professional. Raises ``NotFound`` for anybody else's."""
    user = user_by_id(user_id)
    if user is None or user.role is not Role.PROFESSIONAL:
        raise NotFound
    return user
