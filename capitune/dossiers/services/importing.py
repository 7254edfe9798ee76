"""Taking a file of a catalogue in: drafts of the rows that were ticked, and of no others."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.db import db
from capitune.core.errors import Conflict, DomainError, Invalid
from capitune.core.work import savepoint
from capitune.dossiers.cataloguefile import Entry, Section
from capitune.dossiers.models import DocumentType, Fee, RejectionReason
from capitune.dossiers.queries.importing import Row, compare
from capitune.dossiers.queries.templates import latest_template
from capitune.dossiers.services.catalogue import LOCK
from capitune.dossiers.services.templates import add_version, update
from capitune.dossiers.states import LineKind, ReviewerRole

Kind = type[DocumentType | Fee | RejectionReason]
KINDS: dict[Section, Kind] = {
    Section.TYPES: DocumentType,
    Section.REASONS: RejectionReason,
    Section.FEES: Fee,
}
WORDS_OF_FEE = ("code", "labels", "amount_cents", "currency", "source")


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that was ticked, and why it was refused if it was."""

    row: Row
    error: DomainError | None = None


def import_rows(actor: Actor, content: bytes, keys: Collection[str]) -> list[Taken]:
    """Make a draft of each row of the file that is named in ``keys``: nobody is offered or asked anything new before
    it is published. A row that is refused undoes no other; what is the same by now makes nothing.

    Raises ``Invalid`` as ``read_file``, and ``none_ticked_rows``. A row: ``bad_row``, ``entry_drafted``,
    ``draft_exists``.
    """
    require(actor, Permission.CATALOGUE_PUBLISH)
    db.session.execute(select(func.pg_advisory_xact_lock(LOCK)))
    ticked = [row for row in compare(content).rows if row.key in keys]
    if not ticked:
        raise Invalid.on("file", "none_ticked_rows")
    taken = [_attempted(row) for row in ticked]
    made = [one.row.key for one in taken if one.error is None]
    if made:
        record(actor, Act.CATALOGUE_IMPORTED, ("catalogue", None), data={"entries": made})
    return taken


def facts_of(section: Section, entry: Entry) -> dict[str, Any]:
    """The columns that this entry of the file fills."""
    if section is Section.TYPES:
        day = entry["read_on"]
        return entry | {
            "reviewer_role": ReviewerRole(entry["reviewer_role"]),
            "read_on": date.fromisoformat(day) if day else None,
        }
    if section is Section.REASONS:
        return dict(entry)
    until = entry["effective_to"]
    return {name: entry[name] for name in WORDS_OF_FEE} | {
        "kind": LineKind(entry["kind"]),
        "effective_from": date.fromisoformat(entry["effective_from"]),
        "effective_to": date.fromisoformat(until) if until else None,
        "read_on": date.fromisoformat(entry["read_on"]),
        "confirmed": entry["confidence"] != "faible",
    }


def _attempted(row: Row) -> Taken:
    try:
        with savepoint():
            _draft(row)
    except (Conflict, Invalid) as error:
        return Taken(row, error)
    return Taken(row)


def _draft(row: Row) -> None:
    if row.entry is None or row.faults:
        raise Invalid.on("file", "bad_row")
    if row.section is Section.TEMPLATES:
        _draft_template(row.entry)
    else:
        _draft_entry(row.section, row.entry)
    db.session.flush()


def _draft_entry(section: Section, entry: Entry) -> None:
    """What is published keeps its words until the draft is published; what is a draft becomes this one."""
    kind, facts = KINDS[section], facts_of(section, entry)
    wanted = [kind.code == entry["code"]]
    if section is Section.FEES:
        wanted.append(Fee.effective_from == facts["effective_from"])
    known: Any = db.session.scalars(select(kind).where(*wanted).with_for_update()).first()
    if known is None:
        more = {"position": _last_place() + 1} if kind is RejectionReason else {}
        db.session.add(kind(**facts, **more, published=False))
    elif not known.published:
        update(known, facts)
    elif known.draft is not None:
        raise Conflict(code="entry_drafted")
    else:
        known.draft = entry


def _draft_template(entry: Entry) -> None:
    latest = latest_template(entry["code"])
    if latest is not None and not latest.published:
        raise Conflict(code="draft_exists", facts={"version": latest.version})
    codes = [part["document"] for part in entry["requirements"]]
    found = db.session.scalars(select(DocumentType).where(DocumentType.code.in_(codes)))
    types = {kind.code: kind for kind in found}
    if set(codes) - types.keys():
        missing = ", ".join(sorted(set(codes) - types.keys()))
        raise Invalid.on("file", "rows_needed", missing=missing)
    add_version(entry, types, latest.version + 1 if latest else 1, published=False)


def _last_place() -> int:
    return db.session.scalar(select(func.coalesce(func.max(RejectionReason.position), 0))) or 0
