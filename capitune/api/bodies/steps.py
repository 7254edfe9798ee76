"""What is sent about steps."""

from datetime import date

from capitune.api.bodies.base import Body
from capitune.dossiers.states import Owner


class NewStep(Body):
    """What is to do, whose turn it is, and by when; without ``starts_on`` it is that one day."""

    title: str
    owner: Owner
    target_on: date
    starts_on: date | None = None


class StepChanges(Body):
    """What to change; what is left out stays. ``hold_reason``: a text holds the step, null takes it up again."""

    title: str = ""
    owner: Owner = Owner.CANDIDATE
    target_on: date = date.max
    starts_on: date = date.min
    done: bool = False
    hold_reason: str | None = None
    version: int | None = None
