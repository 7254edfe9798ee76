"""Deferred work on documents: the scan, the removal of files that nothing names any more, the end of uploads."""

import uuid

from capitune.authz.actor import Actor
from capitune.core.files import arriving, deferred
from capitune.core.outbox import Delivery, effect
from capitune.core.scanner import Outcome
from capitune.core.work import unit_of_work
from capitune.dossiers import emails, services
from capitune.dossiers.previewkeys import preview_keys
from capitune.dossiers.queries.scans import waiting_for_scan
from capitune.dossiers.states import Scan

__all__ = [
    "emails",
    "purge_uploads",
    "remove_file",
    "remove_upload",
    "scan_document",
]  # importing emails registers the letters

SCANNER = Actor.system("scanner")
RESULTS = {Outcome.CLEAN: Scan.CLEAN, Outcome.INFECTED: Scan.INFECTED}


@effect("documents.scan", queue="high", lease_seconds=120, patient=True)
def scan_document(delivery: Delivery) -> None:
    """Scan a version outside any transaction, then record the result in a short one.

    Twice does nothing. A scanner or a store that is away leaves the version ``scanning``, to be tried
    again: never readable by default.
    """
    document_id = uuid.UUID(delivery.payload["document_id"])
    key = waiting_for_scan(document_id)
    if key is None:
        return
    verdict = deferred.scan(key)
    result = RESULTS[verdict.outcome] if verdict else Scan.ERROR
    with unit_of_work():
        services.record_scan(SCANNER, document_id, result, verdict.signature if verdict else None)


@effect("documents.remove", queue="low", patient=True)
def remove_file(delivery: Delivery) -> None:
    """Remove a stored file and the pictures of its pages; what is gone already is fine."""
    key = delivery.payload["key"]
    deferred.remove((key, *preview_keys(key, delivery.payload.get("pages"))))


@effect("uploads.remove", queue="low", patient=True)
def remove_upload(delivery: Delivery) -> None:
    """Remove what has arrived of a file that is no longer on its way, whole or in parts."""
    with deferred.patiently():
        arriving.remove(arriving.Place(delivery.payload["key"], delivery.payload["store_id"]))


def purge_uploads() -> None:
    """Forget the uploads whose day is over."""
    with unit_of_work():
        services.purge_uploads()
