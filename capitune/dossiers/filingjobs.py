"""Deferred work: preparing what is ready to be submitted, and deleting it when its week is over."""

import tempfile
import uuid

from capitune.core.clock import now
from capitune.core.files import deferred
from capitune.core.outbox import Delivery, effect
from capitune.core.storage import current_storage
from capitune.core.work import release, unit_of_work
from capitune.dossiers import services
from capitune.dossiers.filing import build
from capitune.dossiers.queries.exports import candidate_name, exported
from capitune.dossiers.queries.filings import filing_by_id
from capitune.dossiers.states import FilingStatus


def _bury(delivery: Delivery, _reason: str) -> None:
    services.record_filing(uuid.UUID(delivery.payload["filing_id"]), 0, 0, [])


@effect("dossiers.filing", queue="low", lease_seconds=1800, patient=True, buried=_bury)
def prepare_filing(delivery: Delivery) -> None:
    """Make the archive outside any transaction, then say that it is ready. Twice does no harm; tried again from
    the start when storage is away. One that nobody waits for any more takes its archive along.
    """
    filing = filing_by_id(uuid.UUID(delivery.payload["filing_id"]))
    if filing is None or filing.status is not FilingStatus.PREPARING:
        return
    filing_id, key, language = filing.id, filing.storage_key, filing.language
    asked, person = exported(filing.dossier_id), candidate_name(filing.dossier_id)
    release()
    with deferred.patiently(), tempfile.TemporaryFile(prefix="filing-") as archive:
        built = build(asked, person, language, archive)
        size = archive.tell()
        if built.made:
            archive.seek(0)
            current_storage().put(key, archive, content_type="application/zip")
        with unit_of_work():
            wanted = services.record_filing(filing_id, size, built.made, built.left_out)
    if not wanted:
        deferred.remove((key,))


@effect("dossiers.filing_remove", queue="low", patient=True)
def remove_filing(delivery: Delivery) -> None:
    """Delete an archive whose week is over, or that a newer one replaces."""
    filing = filing_by_id(uuid.UUID(delivery.payload["filing_id"]))
    if filing is None or filing.is_ready_at(now()):
        return
    deferred.remove((filing.storage_key,))
    with unit_of_work():
        services.record_filing_removal(filing.id)
