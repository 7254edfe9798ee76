"""What is written on a document: its dates, and whether it needs a translation."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid
from capitune.core.events import publish
from capitune.dossiers.events import DocumentDescribed
from capitune.dossiers.models import Document, DocumentType
from capitune.dossiers.services.figures import recompute
from capitune.dossiers.services.hold import hold
from capitune.dossiers.services.versions import settle
from capitune.dossiers.states import Kind

EARLIEST = date(1900, 1, 1)
LONGEST_VALIDITY = timedelta(days=100 * 366)
# Somewhere on earth it is tomorrow already.
SLACK = timedelta(days=1)
FROM_ISSUE = "issued_on"


@dataclass(frozen=True, slots=True)
class Described:
    """What a person says is written on a document."""

    issued_on: date | None = None
    expires_on: date | None = None
    needs_translation: bool = False


def as_described(document: Document, **changes: Any) -> Described:
    """What is written on it by what is known, but for these changes."""
    known = {name: getattr(document, name) for name in Described.__slots__}
    return Described(**(known | changes))


def describe(actor: Actor, document: Document, told: Described) -> Document:
    """Write down the dates of the version that counts, and whether it needs a certified translation.

    With a day of issue and none of expiry, the catalogue's validity of that document gives the latter, if it
    counts from the issue. The same again changes nothing. Raises ``Invalid`` on ``issued_on`` (``date_ahead``,
    ``date_too_early``) or ``expires_on`` (``expires_before_issue``, ``date_far``, ``date_too_early``), ``Conflict``
    (``superseded``).
    """
    document = hold(actor, Permission.DOCUMENT_DESCRIBE, document)
    if document.superseded_at is not None:
        raise Conflict(code="superseded", facts={"at": document.superseded_at})
    expires_on = told.expires_on or _validity(document, told.issued_on)
    _check(told.issued_on, expires_on)
    foreign = told.needs_translation and document.kind is Kind.ORIGINAL
    wanted = (told.issued_on, expires_on, foreign)
    if wanted == (document.issued_on, document.expires_on, document.needs_translation):
        return document
    document.issued_on, document.expires_on, document.needs_translation = wanted
    settle(document.requirement)
    recompute(document.requirement.dossier)
    data = {
        "requirement": document.requirement.code,
        "kind": document.kind.value,
        "number": document.number,
        "issued_on": told.issued_on.isoformat() if told.issued_on else None,
        "expires_on": expires_on.isoformat() if expires_on else None,
        "needs_translation": foreign,
    }
    subject = ("document", document.id)
    record(actor, Act.DOCUMENT_DESCRIBED, subject, context_id=document.dossier_id, data=data)
    about = (document.dossier_id, actor.user_id, document.requirement_id, document.id)
    publish(DocumentDescribed(*about))
    return document


def _validity(document: Document, issued_on: date | None) -> date | None:
    """How long such a document is good, by the catalogue; None where it does not count from the issue."""
    if issued_on is None:
        return None
    code = document.requirement.code
    rule = db.session.scalar(select(DocumentType.validity).where(DocumentType.code == code)) or {}
    days = rule.get("days")
    if not days or rule.get("anchor") != FROM_ISSUE:
        return None
    _check(issued_on, None)
    return issued_on + timedelta(days=days)


def _check(issued_on: date | None, expires_on: date | None) -> None:
    if issued_on and issued_on > today() + SLACK:
        raise Invalid.on("issued_on", "date_ahead")
    if issued_on and issued_on < EARLIEST:
        raise Invalid.on("issued_on", "date_too_early")
    if expires_on is None:
        return
    if issued_on and expires_on <= issued_on:
        raise Invalid.on("expires_on", "expires_before_issue")
    if expires_on < EARLIEST:
        raise Invalid.on("expires_on", "date_too_early")
    if expires_on > today() + LONGEST_VALIDITY:
        raise Invalid.on("expires_on", "date_far")
