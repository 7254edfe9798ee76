"""How the switches stand."""

from sqlalchemy import select

from capitune.core.db import db
from capitune.settings.models import TurnedSwitch
from capitune.settings.states import DEFAULTS, Switch


def is_on(switch: Switch) -> bool:
    """How it stands now: a fact of now, never remembered (one statement)."""
    turned = db.session.scalar(select(TurnedSwitch.is_on).where(TurnedSwitch.name == switch))
    return DEFAULTS[switch] if turned is None else turned


def switches() -> list[tuple[Switch, bool, TurnedSwitch | None]]:
    """Each, how it stands, and who turned it last (one statement)."""
    turned = {row.name: row for row in db.session.scalars(select(TurnedSwitch))}
    return [
        (switch, row.is_on if (row := turned.get(switch)) else DEFAULTS[switch], row)
        for switch in Switch
    ]
