"""Deferred work on files of messages: the scan, the removal."""

import uuid

from capitune.authz.actor import Actor
from capitune.core.files import deferred
from capitune.core.outbox import Delivery, effect
from capitune.core.scanner import Outcome
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.queries.messages import file_waiting_for_scan
from capitune.dossiers.states import Scan

SCANNER = Actor.system("scanner")
RESULTS = {Outcome.CLEAN: Scan.CLEAN, Outcome.INFECTED: Scan.INFECTED}


@effect("messages.scan", queue="high", lease_seconds=120, patient=True)
def scan_message_file(delivery: Delivery) -> None:
    """Scan a file outside any transaction, then record the result in a short one. Twice does nothing.

    A scanner or a store that is away leaves it ``scanning``, to be tried again: never readable by default.
    """
    file_id = uuid.UUID(delivery.payload["file_id"])
    key = file_waiting_for_scan(file_id)
    if key is None:
        return
    verdict = deferred.scan(key)
    result = RESULTS[verdict.outcome] if verdict else Scan.ERROR
    with unit_of_work():
        services.record_message_file_scan(
            SCANNER, file_id, result, verdict.signature if verdict else None
        )


@effect("messages.remove", queue="low", patient=True)
def remove_message_file(delivery: Delivery) -> None:
    """Remove the stored file of a message; what is gone already is fine."""
    deferred.remove((delivery.payload["key"],))
