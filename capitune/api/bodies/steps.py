"""Bodies about steps. Which days may be written is judged by the services."""

from datetime import date

from capitune.api.bodies.base import Body, Version
from capitune.dossiers.states import Owner


class NewStep(Body):
    """One step more: whose it is, and until when."""

    title: str
    owner: Owner
    target_on: date


class StepChanges(Body):
    """What to change; what is not sent stays. With ``version``, only if that is the present one."""

    title: str = ""
    owner: Owner = Owner.CANDIDATE
    target_on: date = date.min
    done: bool = False
    version: Version | None = None
