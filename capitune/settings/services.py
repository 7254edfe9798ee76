"""Turning a switch."""

from sqlalchemy.dialects.postgresql import insert

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict
from capitune.settings.models import TurnedSwitch
from capitune.settings.states import DEFAULTS, Switch


def turn(actor: Actor, switch: Switch, *, on: bool, version: int) -> None:
    """Turn it, for everybody, from the next request on. To where it stands already changes nothing.

    ``version`` is the one that was looked at, 0 for a switch that nobody has turned. Raises ``Conflict``:
    ``switch_turned`` when somebody turned it meanwhile.
    """
    require(actor, Permission.SETTING_MANAGE)
    # The row is there from now on, so that two who turn it at once meet at it.
    default = {"name": switch, "is_on": DEFAULTS[switch], "version": 0, "turned_at": now()}
    db.session.execute(insert(TurnedSwitch).values(**default).on_conflict_do_nothing())
    row = db.session.get(TurnedSwitch, switch, with_for_update=True, populate_existing=True)
    if row is None or row.version != version:
        raise Conflict(code="switch_turned")
    if row.is_on is on:
        return
    row.is_on, row.version = on, row.version + 1
    row.turned_at, row.turned_by_id = now(), actor.user_id
    record(actor, Act.SWITCH_TURNED, ("setting", None), data={"switch": switch.value, "on": on})
