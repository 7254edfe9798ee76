"""The desk of people: found and read, suspended and let in again."""

from typing import Any

from flask import flash, request
from flask_admin import expose

from capitune.accounts import countries, services
from capitune.accounts.labels import PURPOSES
from capitune.authz import engine
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.backoffice.asking import said_of
from capitune.backoffice.forms import InviteForm
from capitune.backoffice.labels import (
    ASSIGNMENT_ROLES,
    ASSIGNMENT_STATUSES,
    ORDERS,
    PROFESSIONS,
    ROLES,
    STATES,
    SUSPENSION_REASONS,
)
from capitune.backoffice.persons import PersonActs
from capitune.core.errors import Invalid
from capitune.core.htmx import go
from capitune.core.i18n import current_language, zone_of_reader
from capitune.core.i18n import gettext as _
from capitune.core.i18n import lazy_gettext as _l
from capitune.core.listing import decode
from capitune.dossiers.queries.people import people_page, wanted_people
from capitune.dossiers.words import trail
from capitune.dossiers.words.labels import STAGES
from capitune.professionals.labels import SCOPES

PAGE = 25


class PeopleDesk(PersonActs):
    """``/admin/users``: found by the beginning of what one knows of them, narrowed by filters."""

    doors = {
        **PersonActs.doors,
        "index": Permission.DESK_USERS,
        "invite": Permission.ACCOUNT_MANAGE,
    }
    sensitive = PersonActs.sensitive | {"invite"}
    icon = "users"
    group = _l("People and content")
    vocabulary = {
        "roles": ROLES,
        "states": STATES,
        "orders": ORDERS,
        "scopes": SCOPES,
        "professions": PROFESSIONS,
        "reasons": SUSPENSION_REASONS,
        "stages": STAGES,
        "purposes": PURPOSES,
        "parts": ASSIGNMENT_ROLES,
        "answers": ASSIGNMENT_STATUSES,
        "acts": trail.ACTS,
        "all_countries": countries,
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
            said = said_of(error)
            return self._list(asked, said, status=422)
        next_url = self.get_url(".index", **asked, after=found.next_cursor)
        return self._list(asked, {}, rows=found.items, next_url=found.next_cursor and next_url)

    @expose("/invite", methods=("GET", "POST"))
    def invite(self) -> Any:
        """An account for somebody, who chooses their own password by the link of a letter."""
        form = InviteForm()
        if form.validate_on_submit():
            made = form.attempt(services.invite_person, current_actor(), _invited(form))
            if made:
                flash(_("Invited. The link of the letter is valid for 7 days."), "success")
                return go(self.get_url(".person", user_id=made.id))
        status = 422 if form.is_submitted() else 200
        return self.render("backoffice/invite.html", status=status, form=form)

    def _list(self, asked: dict[str, str], said: dict[str, str], **more: Any) -> Any:
        more["countries"] = dict(countries.choices(current_language()))
        more["invites"] = engine.can(current_actor(), Permission.ACCOUNT_MANAGE)
        return self.render("backoffice/people.html", asked=asked, said=said, **more)


def _invited(form: InviteForm) -> services.Invited:
    facts = ("email", "role", "first_name", "last_name", "country", "language")
    return services.Invited(**{name: form[name].data or "" for name in facts})
