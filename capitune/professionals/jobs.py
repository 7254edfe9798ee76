"""Deferred work: the scan of proofs, their pages, the removal of their files, the end of licences, the directory."""

import uuid

import structlog
from flask import current_app

from capitune.authz.actor import Actor
from capitune.core.clock import now
from capitune.core.files import deferred
from capitune.core.files.previewkeys import preview_keys
from capitune.core.files.previews import Source
from capitune.core.outbox import Delivery, effect
from capitune.core.scanner import Outcome
from capitune.core.work import unit_of_work
from capitune.professionals import emails
from capitune.professionals.queries.credentials import (
    credential_by_id,
    ending,
    expired_ids,
    proof_by_id,
    proof_waiting_for_scan,
)
from capitune.professionals.services import (
    directory,
    expire,
    record_proof_previews,
    record_proof_scan,
)
from capitune.professionals.services.warning import NOTICES, warn
from capitune.professionals.states import ProofScan

__all__ = [
    "deal_places",
    "draw_proof",
    "emails",  # its letters
    "end_licences",
    "mend_directory",
    "remove_proof_file",
    "scan_proof",
    "warn_of_ends",
]

log = structlog.get_logger(__name__)

SCANNER, PAINTER, CLOCK = (Actor.system(name) for name in ("scanner", "painter", "clock"))
RESULTS = {Outcome.CLEAN: ProofScan.CLEAN, Outcome.INFECTED: ProofScan.INFECTED}
AT_ONCE = 100


@effect("proofs.scan", queue="high", lease_seconds=120, patient=True)
def scan_proof(delivery: Delivery) -> None:
    """Scan a proof outside any transaction, then record the result in a short one. Twice does nothing.

    A scanner or a store that is away leaves it ``scanning``, to be tried again: never readable by default.
    """
    proof_id = uuid.UUID(delivery.payload["proof_id"])
    key = proof_waiting_for_scan(proof_id)
    if key is None:
        return
    verdict = deferred.scan(key)
    result = RESULTS[verdict.outcome] if verdict else ProofScan.ERROR
    with unit_of_work():
        record_proof_scan(SCANNER, proof_id, result, verdict.signature if verdict else None)


@effect("proofs.draw", queue="low", lease_seconds=180, patient=True)
def draw_proof(delivery: Delivery) -> None:
    """Draw the first pages of a clean proof before anybody asks for them, outside any transaction.

    Twice does no harm. A proof that was taken back meanwhile takes its pictures along.
    """
    proof_id = uuid.UUID(delivery.payload["proof_id"])
    proof, ahead = proof_by_id(proof_id), current_app.config["PAGES_AHEAD"]
    if proof is None or not proof.is_shown or not ahead:
        return
    source = Source(proof.storage_key, proof.mime_type, proof.pages or 1)
    preview = deferred.draw(source, ahead, is_first=delivery.attempt == 1)
    if preview is None:
        return
    with unit_of_work():
        there = record_proof_previews(PAINTER, proof_id, preview)
    if not there:
        deferred.remove(preview_keys(source.key, source.pages))


@effect("proofs.remove", queue="low", patient=True)
def remove_proof_file(delivery: Delivery) -> None:
    """Remove the stored file of a proof and the pictures of its pages; what is gone already is fine."""
    key = delivery.payload["key"]
    deferred.remove((key, *preview_keys(key, delivery.payload.get("pages"))))


def end_licences() -> int:
    """End the licences that have come to their last instant, each in a unit of its own; how many.

    The clock calls it every few seconds. Before it has, ``users.licence_until`` has closed everything.
    """
    ended = 0
    for credential_id in expired_ids(now(), AT_ONCE):
        with unit_of_work():
            credential = credential_by_id(credential_id)
            if credential is not None and expire(CLOCK, credential):
                ended += 1
    return ended


def warn_of_ends() -> int:
    """Tell whose licence ends within a month, each in a unit of its own; how many. Told twice is told once."""
    moment = now()
    found = ending(moment, moment + max(NOTICES))
    for licence in found:
        with unit_of_work():
            warn(licence, moment)
    return len(found)


def deal_places() -> int:
    """Give the directory its order of the day; how many places were dealt."""
    with unit_of_work():
        return directory.deal()


def mend_directory() -> int:
    """Bring entries up to date that are not what they should be; how many. After a release that changes what
    they hold, this makes them anew. It says so: in a whole product it finds nothing.
    """
    found = directory.drifted()
    for user_id in found:
        with unit_of_work():
            directory.renew(user_id)
    if found:
        log.warning("directory_mended", entries=len(found))
    return len(found)
