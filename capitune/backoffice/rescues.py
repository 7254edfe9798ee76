"""The desk of people who have lost every second factor: check who is asking, wait a day, remove them."""

import uuid
from collections.abc import Callable
from typing import Any

from flask import flash
from flask_admin import expose

from capitune.accounts import services
from capitune.accounts.models import FactorRescue
from capitune.accounts.queries import rescue_by_id
from capitune.authz.actor import Actor
from capitune.authz.admin import GuardedView
from capitune.authz.permissions import Permission
from capitune.authz.web import current_actor
from capitune.backoffice.labels import ROLES
from capitune.backoffice.queries import rescues
from capitune.core.clock import now
from capitune.core.errors import NotFound
from capitune.core.htmx import go
from capitune.core.i18n import gettext as _
from capitune.core.i18n import lazy_gettext as _l


class RescueDesk(GuardedView):
    """``/admin/rescues``."""

    doors = dict.fromkeys(("index", "accept", "refuse", "complete"), Permission.FACTOR_RESCUE)
    sensitive = frozenset({"accept", "refuse", "complete"})
    icon = "key"
    short = _l("Rescue")
    group = _l("People and content")
    vocabulary = {"roles": ROLES}

    def __init__(self) -> None:
        super().__init__(name=_l("Lost second factors"), endpoint="rescues", url="/admin/rescues")

    @expose("/")
    def index(self) -> Any:
        """Who is asking, and where each request stands."""
        me = current_actor().user_id
        rows = rescues.waiting()
        return self.render("backoffice/rescues.html", rows=rows, moment=now(), my_id=me)

    @expose("/<uuid:rescue_id>/accept", methods=("POST",))
    def accept(self, rescue_id: uuid.UUID) -> Any:
        """Who is asking was checked: the day begins."""
        said = _("Accepted. The person is told, and has 24 hours to stop it.")
        return self._act(rescue_id, services.open_rescue, said)

    @expose("/<uuid:rescue_id>/refuse", methods=("POST",))
    def refuse(self, rescue_id: uuid.UUID) -> Any:
        """Not sure who is asking: it ends."""
        said = _("Refused. Nothing was removed.")
        return self._act(rescue_id, services.refuse_rescue, said)

    @expose("/<uuid:rescue_id>/complete", methods=("POST",))
    def complete(self, rescue_id: uuid.UUID) -> Any:
        """The day is over: the factors go, every sign-in ends."""
        said = _("Removed. Every device of this person is signed out.")
        return self._act(rescue_id, services.complete_rescue, said)

    def _act(
        self, rescue_id: uuid.UUID, act: Callable[[Actor, FactorRescue], None], said: str
    ) -> Any:
        rescue = rescue_by_id(rescue_id)
        if rescue is None:
            raise NotFound
        act(current_actor(), rescue)
        flash(said, "success")
        return go(self.get_url(".index"))
