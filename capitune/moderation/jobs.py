"""What is said once a decision can no longer be taken back."""

import uuid

from capitune.core.outbox import Delivery, effect
from capitune.core.work import unit_of_work
from capitune.moderation.queries.cases import case_by_id, reports_of
from capitune.moderation.services.bell import report_settled


@effect("moderation.tell_reporters")
def tell_reporters(delivery: Delivery) -> None:
    """Tell whoever reported it that the team has looked; not while it waits again."""
    with unit_of_work():
        case = case_by_id(uuid.UUID(delivery.payload["case_id"]))
        if case is None or case.is_open:
            return
        for report in reports_of(case.id):
            report_settled(case, report)
