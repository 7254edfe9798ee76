"""Deferred work on documents: the scan, the removal of files that nothing names any more, the end of uploads."""

import uuid
from datetime import date

from flask import current_app

from capitune.authz.actor import Actor
from capitune.core.clock import today
from capitune.core.files import arriving, deferred
from capitune.core.files.previewkeys import preview_keys
from capitune.core.files.previews import Source
from capitune.core.files.signatures import UNPAINTED
from capitune.core.outbox import Delivery, effect
from capitune.core.scanner import Outcome
from capitune.core.work import unit_of_work
from capitune.dossiers import emails, filingjobs, messagejobs, services
from capitune.dossiers.queries.expiries import lapsed_since, to_warn_of
from capitune.dossiers.queries.previews import waiting_for_drawing
from capitune.dossiers.queries.scans import waiting_for_scan
from capitune.dossiers.states import Scan

__all__ = [
    "draw_document",
    "emails",
    "filingjobs",
    "messagejobs",
    "purge_invitations",
    "purge_uploads",
    "remove_file",
    "remove_upload",
    "scan_document",
    "watch_expiries",
]  # importing emails registers the letters; filingjobs, its effects

SCANNER, PAINTER = Actor.system("scanner"), Actor.system("painter")
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


@effect("documents.draw", queue="low", lease_seconds=180, patient=True)
def draw_document(delivery: Delivery) -> None:
    """Draw the first pages of a clean version before anybody asks for them, outside any transaction.

    Twice does no harm. What cannot be drawn is tried once more, lest a busy machine be taken for a broken
    file, then said. A version that went meanwhile takes its pictures along.
    """
    document_id = uuid.UUID(delivery.payload["document_id"])
    found = waiting_for_drawing(document_id)
    ahead = current_app.config["PAGES_AHEAD"]
    if found is None or found.mime_type in UNPAINTED or not ahead:
        return
    source = Source(found.storage_key, found.mime_type, found.pages or 1)
    preview = deferred.draw(source, ahead, is_first=delivery.attempt == 1)
    if preview is None:
        return
    with unit_of_work():
        there = services.record_previews(PAINTER, document_id, preview)
    if not there:
        deferred.remove(preview_keys(source.key, source.pages))


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


def watch_expiries() -> None:
    """Tell of documents that end soon, and have next actions say what has ended, each in a unit of its own."""
    day = today()
    told = True
    while told and (found := to_warn_of(day, services.NOTICES)):
        told = sum(_warn(requirement_id, day) for requirement_id in found) > 0
    for dossier_id in lapsed_since(day):
        with unit_of_work():
            services.follow_the_day(dossier_id)


def _warn(requirement_id: uuid.UUID, day: date) -> bool:
    with unit_of_work():
        return services.warn_of_expiry(requirement_id, day)


def purge_invitations() -> None:
    """Forget the invitations whose time is over."""
    with unit_of_work():
        services.purge_invitations()


def purge_uploads() -> None:
    """Forget the uploads whose day is over."""
    with unit_of_work():
        services.purge_uploads()
