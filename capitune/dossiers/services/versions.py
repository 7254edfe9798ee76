"""Which versions of a requirement count, and what the requirement's status is by them."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from sqlalchemy import select

from capitune.core.clock import now
from capitune.core.db import db
from capitune.dossiers.models import Document, Requirement
from capitune.dossiers.states import DocumentStatus, Kind, Scan

# What was decided on counts even when its file was taken back: the decision stands.
USABLE = frozenset({Scan.SCANNING, Scan.CLEAN, Scan.WITHDRAWN})
# The first of these that a version has decides: one page to redo, and the whole is to redo.
URGENT = (DocumentStatus.REJECTED, DocumentStatus.PENDING)
SETTLED = (DocumentStatus.RECEIVED, DocumentStatus.VALIDATED)


class Counting(Protocol):
    """What a version that counts says here."""

    @property
    def file_id(self) -> uuid.UUID: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def needs_translation(self) -> bool: ...


def settle(requirement: Requirement) -> None:
    """Have the newest usable version of each file count, and of each translation, the older ones
    superseded; the requirement's status and the day of its expiry follow.

    Usable: not taken back, scanned clean or still being scanned, or decided on before the candidate took it back to the vault. So a version that is taken back or
    infected gives its place back to the one before it, with the status that one had.
    """
    db.session.flush()
    versions = db.session.scalars(
        select(Document)
        .where(Document.requirement_id == requirement.id, Document.deleted_at.is_(None))
        .order_by(Document.number.desc())
    ).all()
    slots = dict.fromkeys((v.file_id, v.kind) for v in versions)
    found = [_settle_slot([v for v in versions if (v.file_id, v.kind) == slot]) for slot in slots]
    current = [version for version in found if version]
    whole = is_whole(current, requirement.files)
    requirement.status = status_by([version.status for version in current], whole=whole)
    _note_expiry(requirement, current)


def _settle_slot(versions: Collection[Document]) -> Document | None:
    current = next((v for v in versions if v.scan in USABLE), None)
    for version in versions:
        if version is current:
            version.superseded_at = None
        elif version.superseded_at is None:
            version.superseded_at = now()
    return current


def _note_expiry(requirement: Requirement, current: Sequence[Document]) -> None:
    """One that is to be replaced anyway does not expire as well."""
    days = [
        v.expires_on for v in current if v.expires_on and v.status is not DocumentStatus.REJECTED
    ]
    first = min(days, default=None)
    if first != requirement.expires_on:
        requirement.expires_on, requirement.expiry_told = first, None


def is_whole(current: Iterable[Counting], files: int) -> bool:
    """All ``files`` originals are there, each with its translation if it needs one, and no translation is
    without its original.
    """
    current = list(current)
    originals = {v.file_id for v in current if v.kind is Kind.ORIGINAL}
    translated = {v.file_id for v in current if v.kind is Kind.TRANSLATION}
    foreign = {v.file_id for v in current if v.kind is Kind.ORIGINAL and v.needs_translation}
    return len(originals) >= files and translated <= originals and foreign <= translated


def status_by(statuses: Collection[DocumentStatus], *, whole: bool = True) -> DocumentStatus:
    """The status of a requirement from those of the versions that count: what is not ``whole`` is asked for
    still, whatever was decided about the part that was sent.
    """
    urgent = next((s for s in URGENT if s in statuses), None)
    if urgent or not whole:
        return urgent or DocumentStatus.REQUIRED
    return next((s for s in SETTLED if s in statuses), DocumentStatus.REQUIRED)
