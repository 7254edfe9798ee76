"""Preparing what is ready to be submitted, and taking it away."""

import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import update

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.core import outbox
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict
from capitune.core.events import publish
from capitune.core.ids import new_id
from capitune.dossiers.events import FilingChanged
from capitune.dossiers.models import Dossier, Filing
from capitune.dossiers.queries.filings import newest_filing
from capitune.dossiers.services.hold import hold
from capitune.dossiers.states import FilingStatus

KEPT = timedelta(days=7)


def ask_filing(actor: Actor, dossier: Dossier, language: str) -> Filing:
    """Have it prepared, with names in ``language``. Asked again while one is being prepared, it is that one;
    one that was ready gives way to the new one.
    """
    dossier = hold(actor, Permission.DOSSIER_EXPORT, dossier)
    known = newest_filing(dossier.id)
    if known and known.status is FilingStatus.PREPARING:
        return known
    if known and known.status is FilingStatus.READY:
        known.status = FilingStatus.EXPIRED
        _remove(known.id, "replaced")
    filing_id = new_id()
    made = Filing(
        id=filing_id,
        dossier_id=dossier.id,
        asked_by_id=actor.user_id,
        language=language,
        # Known from the start, so that an erasure finds what a killed worker had stored.
        storage_key=f"filings/{filing_id}",
    )
    db.session.add(made)
    db.session.flush()
    outbox.put("dossiers.filing", {"filing_id": str(made.id)}, key=f"filing:{made.id}")
    record(actor, Act.FILING_ASKED, ("filing", made.id), context_id=dossier.id)
    publish(FilingChanged(dossier.id, actor.user_id))
    return made


def record_filing(
    filing_id: uuid.UUID, size: int, made: int, left_out: list[dict[str, Any]]
) -> bool:
    """It is ready, of ``size`` bytes, or failed when not one PDF was ``made``. Twice is once; False when nobody
    waits for it any more.
    """
    status = FilingStatus.READY if made else FilingStatus.FAILED
    values = {"status": status, "size": size, "made": made, "left_out": left_out}
    found = db.session.scalar(
        update(Filing)
        .where(Filing.id == filing_id, Filing.status == FilingStatus.PREPARING)
        .values(**values, ready_at=now(), expires_at=now() + KEPT)
        .returning(Filing.dossier_id)
    )
    if found is None:
        return False
    if made:
        _remove(filing_id, "over", KEPT)
    publish(FilingChanged(found, None))
    return True


def record_filing_removal(filing_id: uuid.UUID) -> None:
    """Its archive is gone."""
    gone = update(Filing).where(Filing.id == filing_id).values(status=FilingStatus.EXPIRED)
    db.session.execute(gone)


def open_filing(actor: Actor, dossier: Dossier) -> Filing:
    """Take the newest away. Raises ``Conflict`` (``filing_not_ready``)."""
    dossier = hold(actor, Permission.DOSSIER_EXPORT, dossier)
    known = newest_filing(dossier.id)
    if known is None or not known.is_ready_at(now()):
        raise Conflict(code="filing_not_ready")
    record(actor, Act.FILING_OPENED, ("filing", known.id), context_id=dossier.id)
    return known


def _remove(filing_id: uuid.UUID, why: str, delay: timedelta | None = None) -> None:
    key = f"filing_remove:{filing_id}:{why}"
    outbox.put("dossiers.filing_remove", {"filing_id": str(filing_id)}, key=key, delay=delay)
