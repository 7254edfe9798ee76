"""Documents asked for, their versions, what was decided."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import orjson

from capitune.accounts.people import Face
from capitune.dossiers.marks import Mark
from capitune.dossiers.queries.lines.rows import Labels
from capitune.dossiers.states import (
    Decision,
    DocumentStatus,
    Kind,
    Necessity,
    Preview,
    ReviewerRole,
    Scan,
)

# What only a word processor shows.
WORD = frozenset(
    {
        "application/msword",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A reason for asking for a new version."""

    code: str
    labels: Labels


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A decision on a version."""

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
    uploaded_by: Face
    review: ReviewLine | None

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
            self.is_readable and self.preview is not Preview.FAILED and self.mime_type not in WORD
        )


class RequirementLine(NamedTuple):
    """A document asked for, with every version sent that was not taken back, newest first."""

    id: uuid.UUID
    code: str
    category: str
    labels: Labels
    help_text: str
    necessity: Necessity
    is_triggered: bool
    reviewer_role: ReviewerRole
    sensitive: bool
    lead_days: int
    position: int
    status: DocumentStatus
    updated_at: datetime
    versions: tuple[VersionLine, ...] = ()

    @property
    def help(self) -> Labels:
        """What is expected. Kept as JSON: a page of forty rows shows it for one or two."""
        told: Labels = orjson.loads(self.help_text)
        return told

    @property
    def is_counted(self) -> bool:
        """Counts in the progress: required, or conditional and triggered."""
        return self.necessity is Necessity.REQUIRED or (
            self.necessity is Necessity.CONDITIONAL and self.is_triggered
        )

    @property
    def current(self) -> tuple[VersionLine, ...]:
        """The versions that count: the original's, then the translation's."""
        if not self.versions:
            return ()
        found = (v for v in self.versions if v.is_current)
        return tuple(sorted(found, key=lambda v: v.kind is Kind.TRANSLATION))

    @property
    def review(self) -> ReviewLine | None:
        """The latest decision on a version that still counts."""
        found = [v.review for v in self.current if v.review]
        return max(found, key=lambda r: r.at, default=None)
