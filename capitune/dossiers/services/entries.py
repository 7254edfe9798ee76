"""Entries of the catalogue, types of document and fees: published by staff, and verified now and then."""

import uuid
from collections.abc import Mapping

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid
from capitune.core.i18n import LANGUAGES
from capitune.dossiers.models import DocumentType, Fee


def publish_type(actor: Actor, kind: DocumentType) -> DocumentType:
    """Ask for this type of document from now on, where templates name it; open dossiers stay as they are.

    Raises ``Conflict`` (``entry_published``), ``Invalid`` on ``entry`` (``words_missing``: names and help are
    needed in both languages).
    """
    require(actor, Permission.CATALOGUE_PUBLISH)
    _publish(actor, kind, kind.labels, kind.help)
    return kind


def publish_fee(actor: Actor, fee: Fee) -> Fee:
    """Show this amount from now on. What is an estimate is still said to be one. Raises as ``publish_type``."""
    require(actor, Permission.CATALOGUE_PUBLISH)
    _publish(actor, fee, fee.labels)
    return fee


def verify_entry(actor: Actor, entry: DocumentType | Fee) -> DocumentType | Fee:
    """Note that ``entry`` was held against what the authority says today; the trail keeps by whom.

    Raises ``Conflict`` (``entry_verified``): one of two who record it on the same day is told that it is done.
    """
    require(actor, Permission.CATALOGUE_PUBLISH)
    db.session.refresh(entry, with_for_update=True)
    day, before = today(), entry.verified_on
    if before is not None and before >= day:
        raise Conflict(code="entry_verified")
    entry.verified_on = day
    data = {"entry": entry.code, "before": before.isoformat() if before else None}
    record(actor, Act.ENTRY_VERIFIED, _subject(entry), data=data)
    return entry


def _publish(actor: Actor, entry: DocumentType | Fee, *words: Mapping[str, str]) -> None:
    """One of two who press at once is told that it is done."""
    db.session.refresh(entry, with_for_update=True)
    if entry.published:
        raise Conflict(code="entry_published")
    if any(not (said.get(language) or "").strip() for said in words for language in LANGUAGES):
        raise Invalid.on("entry", "words_missing", missing=entry.code)
    entry.published = True
    record(actor, Act.ENTRY_PUBLISHED, _subject(entry), data={"entry": entry.code})


def _subject(entry: DocumentType | Fee) -> tuple[str, uuid.UUID]:
    return ("document_type" if isinstance(entry, DocumentType) else "fee"), entry.id
