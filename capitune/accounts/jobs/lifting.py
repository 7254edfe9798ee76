"""Suspensions that have an end: the clock lifts them."""

import uuid

from capitune.accounts.policy import LIFTER
from capitune.accounts.services import reinstate_when_over
from capitune.authz.actor import Actor
from capitune.core.outbox import Delivery, effect
from capitune.core.work import unit_of_work

CLOCK = Actor.system(LIFTER)


@effect("accounts.lift_suspension", patient=True)
def lift_suspension(delivery: Delivery) -> None:
    """Open the account again, if this suspension still holds it."""
    with unit_of_work():
        reinstate_when_over(CLOCK, uuid.UUID(delivery.payload["suspension_id"]))
