"""The whole catalogue, drafts included, as staff sees it."""

import uuid
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from capitune.core.db import db
from capitune.dossiers.models import DocumentType, Fee, RejectionReason, Template
from capitune.dossiers.queries.lines import AnyRow, Labels
from capitune.dossiers.states import Family

VERSIONS = select(
    Template.id,
    Template.code,
    Template.version,
    Template.family,
    Template.labels,
    Template.is_open,
    Template.published,
    Template.created_at,
).order_by(Template.code, Template.version.desc())
PLACES = {family: place for place, family in enumerate(Family)}


@dataclass(frozen=True, slots=True)
class Shelf:
    """The versions of one template, the newest first."""

    versions: tuple[AnyRow, ...]

    @property
    def labels(self) -> Labels:
        """What its newest version is called."""
        labels: Labels = self.versions[0].labels
        return labels

    @property
    def published(self) -> AnyRow | None:
        """The highest published version, with which new dossiers begin while it is open."""
        return next((version for version in self.versions if version.published), None)


def shelves() -> list[Shelf]:
    """Every template with its versions, by family, then by code (one statement)."""
    found = defaultdict(list)
    for row in db.session.execute(VERSIONS):
        found[row.code].append(row)
    ordered = sorted(found.values(), key=lambda rows: (PLACES[rows[0].family], rows[0].code))
    return [Shelf(tuple(rows)) for rows in ordered]


def type_by_id(type_id: uuid.UUID) -> DocumentType | None:
    """One type of document."""
    return db.session.get(DocumentType, type_id)


def fee_by_id(fee_id: uuid.UUID) -> Fee | None:
    """One dated amount."""
    return db.session.get(Fee, fee_id)


def reason_by_id(reason_id: uuid.UUID) -> RejectionReason | None:
    """One reason."""
    return db.session.get(RejectionReason, reason_id)


def published_before(template: Template) -> uuid.UUID | None:
    """The published version that this one replaces, or would replace (one statement)."""
    earlier = (Template.code == template.code, Template.version < template.version)
    newest = select(Template.id).where(*earlier, Template.published)
    return db.session.scalar(newest.order_by(Template.version.desc()).limit(1))
