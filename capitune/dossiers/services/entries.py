"""Entries of the catalogue, types of document, fees and reasons: published by staff, and verified now and then.

An entry that is published may have a draft of what it will say; until then it says what it said.
"""

import uuid

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid
from capitune.core.i18n import LANGUAGES
from capitune.dossiers.cataloguefile import Section
from capitune.dossiers.models import DocumentType, Fee, RejectionReason
from capitune.dossiers.services.importing import facts_of
from capitune.dossiers.services.templates import update

Entry = DocumentType | Fee | RejectionReason
SUBJECTS: dict[type[Entry], tuple[str, Section]] = {
    DocumentType: ("document_type", Section.TYPES),
    Fee: ("fee", Section.FEES),
    RejectionReason: ("rejection_reason", Section.REASONS),
}


def publish_entry(actor: Actor, entry: Entry) -> Entry:
    """Ask for this type of document, show this amount, offer this reason from now on; of what is published, its
    draft. Open dossiers stay as they are; what is an estimate is still said to be one. What was verified before
    it changed is due again.

    Raises ``Conflict`` (``entry_published``: one of two who press at once is told that it is done), ``Invalid``
    on ``entry`` (``words_missing``: names and help are needed in both languages).
    """
    require(actor, Permission.CATALOGUE_PUBLISH)
    db.session.refresh(entry, with_for_update=True)
    if entry.published and entry.draft is None:
        raise Conflict(code="entry_published")
    facts = facts_of(SUBJECTS[type(entry)][1], entry.draft) if entry.draft else {}
    spoken = [facts.get(name, getattr(entry, name, None)) for name in ("labels", "help")]
    words = [said for said in spoken if said is not None]
    if any(not (said.get(language) or "").strip() for said in words for language in LANGUAGES):
        raise Invalid.on("entry", "words_missing", missing=entry.code)
    changed = {name for name, value in facts.items() if getattr(entry, name) != value}
    if facts:
        update(entry, facts | {"draft": None})
        if not isinstance(entry, RejectionReason):
            entry.verified_on = None
    entry.published = True
    data = {"entry": entry.code} | ({"changed": sorted(changed)} if facts else {})
    record(actor, Act.ENTRY_PUBLISHED, _subject(entry), data=data)
    return entry


def discard_entry(actor: Actor, entry: Entry) -> Entry:
    """Throw away the draft of what an entry will say; it keeps what it says. Raises ``Conflict`` (``no_draft``)."""
    require(actor, Permission.CATALOGUE_PUBLISH)
    db.session.refresh(entry, with_for_update=True)
    if entry.draft is None:
        raise Conflict(code="no_draft")
    entry.draft = None
    record(actor, Act.ENTRY_DISCARDED, _subject(entry), data={"entry": entry.code})
    return entry


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


def _subject(entry: Entry) -> tuple[str, uuid.UUID]:
    return SUBJECTS[type(entry)][0], entry.id
