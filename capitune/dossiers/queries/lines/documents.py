"""Documents asked for, their versions, what was decided."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

import orjson

from capitune.accounts.people import Face
from capitune.core.files.previewstates import Preview
from capitune.core.files.signatures import UNPAINTED
from capitune.dossiers.marks import Mark
from capitune.dossiers.queries.lines.rows import Labels
from capitune.dossiers.states import (
    Decision,
    DocumentStatus,
    Exemption,
    Kind,
    Necessity,
    ReviewerRole,
    Scan,
    counts,
)


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A reason for asking for a new version."""

    code: str
    labels: Labels


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A decision on a version."""

    document_id: uuid.UUID
    decision: Decision
    reasons: tuple[ReasonLine, ...]
    comment: str
    reviewer: Face
    at: datetime
    marks: tuple[Mark, ...] = ()


class VersionLine(NamedTuple):
    """One version of one file; ``size`` in bytes."""

    id: uuid.UUID
    requirement_id: uuid.UUID
    file_id: uuid.UUID
    position: int
    kind: Kind
    number: int
    status: DocumentStatus
    version: int
    scan: Scan
    preview: Preview
    file_name: str
    mime_type: str
    size: int
    pages: int | None
    sha256: str
    created_at: datetime
    superseded_at: datetime | None
    issued_on: date | None
    expires_on: date | None
    needs_translation: bool
    duplicate_of_id: uuid.UUID | None
    uploaded_by: Face
    review: ReviewLine | None
    source_id: uuid.UUID | None = None
    withdrawn_at: datetime | None = None

    @property
    def is_current(self) -> bool:
        """The version that counts for its kind."""
        return self.superseded_at is None

    @property
    def is_readable(self) -> bool:
        """Scanned and clean."""
        return self.scan is Scan.CLEAN

    @property
    def is_shown(self) -> bool:
        """Its pages can be shown as pictures: read only what a browser may open, never a Word document."""
        return (
            self.is_readable
            and self.preview is not Preview.FAILED
            and self.mime_type not in UNPAINTED
        )


class FileLine(NamedTuple):
    """One file of a requirement: the version that counts, that of its translation, and all that were sent,
    newest first. ``rank`` counts from 1.
    """

    id: uuid.UUID
    rank: int
    original: VersionLine | None
    translation: VersionLine | None
    versions: tuple[VersionLine, ...]

    @property
    def lacks_translation(self) -> bool:
        """It is in a language that calls for one, and there is none."""
        return bool(self.original and self.original.needs_translation and not self.translation)

    @property
    def lacks_original(self) -> bool:
        """There is only the translation."""
        return bool(self.translation and not self.original)


class RequirementLine(NamedTuple):
    """A document asked for, with every version sent that was not taken back, newest first; ``current`` are those
    that count: of the first file, the original before its translation, and so on.
    """

    id: uuid.UUID
    code: str
    category: str
    labels: Labels
    help_text: str
    necessity: Necessity
    is_triggered: bool
    is_set_aside: bool
    reviewer_role: ReviewerRole
    sensitive: bool
    lead_days: int
    position: int
    status: DocumentStatus
    asked: int
    expires_on: date | None
    exemption: Exemption | None
    excuse: str
    answer: str
    exempted_at: datetime | None
    answered_by_id: uuid.UUID | None
    updated_at: datetime
    versions: tuple[VersionLine, ...] = ()
    current: tuple[VersionLine, ...] = ()

    def with_versions(self, sent: tuple[VersionLine, ...]) -> "RequirementLine":
        """The same with what was sent, newest first; the versions that count are found once for all."""
        found = [v for v in sent if v.superseded_at is None]
        if len(found) > 1:
            found.sort(key=lambda v: (v.position, v.file_id, v.kind is Kind.TRANSLATION))
        return self._replace(versions=sent, current=tuple(found))

    @property
    def help(self) -> Labels:
        """What is expected. Kept as JSON: a page of forty rows shows it for one or two."""
        told: Labels = orjson.loads(self.help_text)
        return told

    @property
    def is_counted(self) -> bool:
        """Counts in the progress: required, or conditional and triggered; not once waived."""
        return counts(self.necessity, self.exemption, is_triggered=self.is_triggered)

    @property
    def is_waived(self) -> bool:
        """A professional does without it."""
        return self.exemption is Exemption.WAIVED

    @property
    def files(self) -> tuple[FileLine, ...]:
        """What was sent, file by file, in their order."""
        order = sorted({(v.position, v.file_id) for v in self.versions})
        return tuple(self._file(key, rank) for rank, (_, key) in enumerate(order, start=1))

    def _file(self, key: uuid.UUID, rank: int) -> FileLine:
        sent = tuple(v for v in self.versions if v.file_id == key)
        current = {v.kind: v for v in sent if v.is_current}
        return FileLine(key, rank, current.get(Kind.ORIGINAL), current.get(Kind.TRANSLATION), sent)

    @property
    def missing(self) -> int:
        """How many files it asks for beyond those that are there."""
        there = len({v.file_id for v in self.current if v.kind is Kind.ORIGINAL})
        return max(0, self.asked - there)

    @property
    def rejected(self) -> tuple[VersionLine, ...]:
        """The versions that count and are asked for again, in the order of ``current``."""
        return tuple(v for v in self.current if v.review and v.status is DocumentStatus.REJECTED)

    @property
    def review(self) -> ReviewLine | None:
        """The latest decision on a version that still counts."""
        found = [v.review for v in self.current if v.review]
        return max(found, key=lambda r: r.at, default=None)
