"""Entries of the catalogue that wait for a yes: new ones, and what those that are published will say."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from capitune.core.db import db
from capitune.dossiers.cataloguefile import Entry, Section
from capitune.dossiers.models import DocumentType, Fee, RejectionReason
from capitune.dossiers.queries.differences import Fact
from capitune.dossiers.queries.importing import changed_facts, normal
from capitune.dossiers.queries.wholecatalogue import fee_entry, reason_entry, type_entry

MOST = 100
Kind = type[DocumentType | Fee | RejectionReason]
AS_ENTRY: dict[Section, tuple[Kind, Callable[[Any], Entry]]] = {
    Section.TYPES: (DocumentType, type_entry),
    Section.FEES: (Fee, fee_entry),
    Section.REASONS: (RejectionReason, reason_entry),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry, and what its draft changes; nothing of one that is new."""

    entry: Any
    facts: tuple[Fact, ...]


def waiting_entries(section: Section) -> list[Waiting]:
    """Those of this section, by code, a hundred at most (one statement)."""
    kind, as_entry = AS_ENTRY[section]
    found = select(kind).where(or_(~kind.published, kind.draft.is_not(None)))
    rows: Iterable[Any] = db.session.scalars(found.order_by(kind.code, kind.id).limit(MOST))
    return [
        Waiting(row, (*changed_facts(normal(section, as_entry(row)), row.draft),))
        if row.draft
        else Waiting(row, ())
        for row in rows
    ]
