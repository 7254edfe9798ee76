"""Which versions of a requirement count, and what the requirement's status is by them."""

from collections.abc import Collection

from sqlalchemy import select

from capitune.core.clock import now
from capitune.core.db import db
from capitune.dossiers.models import Document, Requirement
from capitune.dossiers.states import DocumentStatus, Kind, Scan

USABLE = frozenset({Scan.SCANNING, Scan.CLEAN})
# The first of these that a version has decides: one page to redo, and the whole is to redo.
WEIGHT = (
    DocumentStatus.REJECTED,
    DocumentStatus.PENDING,
    DocumentStatus.RECEIVED,
    DocumentStatus.VALIDATED,
)


def settle(requirement: Requirement) -> None:
    """Have the newest usable version of each kind count, the older ones superseded, and the
    requirement's status follow.

    Usable: not taken back, scanned clean or still being scanned. So a version that is taken back or
    infected gives its place back to the one before it, with the status that one had.
    """
    db.session.flush()
    versions = db.session.scalars(
        select(Document)
        .where(Document.requirement_id == requirement.id, Document.deleted_at.is_(None))
        .order_by(Document.number.desc())
    ).all()
    current = [c for kind in Kind if (c := _settle_kind([v for v in versions if v.kind is kind]))]
    requirement.status = status_by([version.status for version in current])


def _settle_kind(versions: Collection[Document]) -> Document | None:
    current = next((v for v in versions if v.scan in USABLE), None)
    for version in versions:
        if version is current:
            version.superseded_at = None
        elif version.superseded_at is None:
            version.superseded_at = now()
    return current


def status_by(statuses: Collection[DocumentStatus]) -> DocumentStatus:
    """The status of a requirement from those of the versions that count (original, translation)."""
    return next((s for s in WEIGHT if s in statuses), DocumentStatus.REQUIRED)
