"""The rows of a dossier's documents: what each shows, and whether it stands open."""

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from markupsafe import Markup

from capitune.core.i18n import current_language
from capitune.core.pieces import Piece
from capitune.dossiers.queries import RequirementLine
from capitune.dossiers.queries.lines import VersionLine
from capitune.dossiers.states import DocumentStatus, Exemption, Kind, Necessity, Scan
from capitune.dossiers.words.naming import named_in

SENT = (DocumentStatus.PENDING, DocumentStatus.RECEIVED)
UNSAFE = (Scan.INFECTED, Scan.ERROR)
UNSHOWN_LAPSE = (DocumentStatus.REJECTED, DocumentStatus.PENDING, DocumentStatus.REQUIRED)
FREED = (Exemption.EXCUSED, Exemption.WAIVED)

head_piece = Piece("dossiers/_row_head.html")


class Sent(NamedTuple):
    """What counts of what was sent: ``number`` and ``at`` of the first, ``latest`` of all."""

    number: int
    at: datetime
    latest: datetime
    originals: int
    missing: int
    lacks_translation: bool


class Head(NamedTuple):
    """All that the head of a row shows: it is rendered once for each."""

    here: str
    key: str
    name: str
    about: str
    dot: str
    shown: str  # the status told, or the one thing to do
    status: str
    is_counted: bool
    asked: int
    lead_days: int
    expires_on: date | None
    lapses_until: date | None
    is_planned: bool
    owned: bool
    sent: Sent | None
    reviewed: tuple[str, datetime] | None
    review_url: str
    is_in_vault: bool
    is_slow: bool
    opens: bool
    closes: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """What decides on the rows besides themselves; see ``views.sheet`` for whose they are."""

    here: str
    owned: bool
    adds: bool
    stages: bool
    until: date
    is_planned: bool
    categories: Mapping[str, str]
    mine: Mapping[uuid.UUID, uuid.UUID]
    unfinished: Mapping[uuid.UUID, str]
    vault: Collection[str]
    opened: Collection[uuid.UUID]
    wrong: Mapping[uuid.UUID, str]
    answers: Callable[[RequirementLine], bool]
    is_slow: bool = False
    language: str = field(default_factory=current_language)
    piece: Callable[[Head], Markup] = field(default_factory=head_piece.for_reader)


@dataclass(frozen=True, slots=True)
class Shown:
    """A row for its reader. ``failed``: the newest file, if it was removed; ``begun``: one on its way."""

    name: str
    key: str
    open: bool
    refused: bool
    scanning: bool
    sends: bool
    failed: VersionLine | None
    begun: str | None
    head: Markup


def shown_to(reader: Reader, row: RequirementLine) -> Shown:
    """The row as this reader sees it."""
    freed, scanning = row.exemption in FREED, row.status is DocumentStatus.PENDING
    refused = row.status is DocumentStatus.REJECTED and reader.owned and not freed
    newest = row.versions[0] if row.versions else None
    failed = newest if newest and newest.scan in UNSAFE else None
    sends = reader.owned and reader.adds and not row.is_waived and (not scanning or row.missing > 0)
    begun = reader.unfinished.get(row.id) if sends else None
    is_open = bool(
        row.id in reader.opened
        or refused
        or begun
        or (failed and reader.owned)
        or reader.wrong.get(row.id)
        or _is_argued(reader, row, sends=sends)
    )
    name, key = named_in(row.labels, reader.language), str(row.id)
    closes = is_open and not refused and not begun
    head = _head(reader, row, (name, key), sends=sends, is_open=is_open, closes=closes)
    return Shown(name, key, is_open, refused, scanning, sends, failed, begun, reader.piece(head))


def _is_argued(reader: Reader, row: RequirementLine, *, sends: bool) -> bool:
    """Asked for all the same, or excused before somebody who may answer."""
    if row.exemption is Exemption.INSISTED:
        return sends and row.status is not DocumentStatus.VALIDATED
    return row.exemption is Exemption.EXCUSED and reader.answers(row)


def _head(
    reader: Reader,
    row: RequirementLine,
    named: tuple[str, str],
    *,
    sends: bool,
    is_open: bool,
    closes: bool,
) -> Head:
    lapses = row.expires_on is not None and row.is_counted and row.expires_on < reader.until
    review = row.review if row.current and row.status is DocumentStatus.VALIDATED else None
    mine = reader.mine.get(row.id)
    adds = sends and row.status is DocumentStatus.REQUIRED and not is_open
    has_more = row.versions or row.exemption or (reader.stages and not reader.owned)
    return Head(
        reader.here,
        named[1],
        named[0],
        reader.categories[row.category],
        _dot(row, lapses=lapses),
        _told(row, lapses=lapses, adds=adds),
        row.status.value,
        row.is_counted,
        row.asked,
        row.lead_days,
        row.expires_on,
        reader.until if lapses else None,
        reader.is_planned,
        reader.owned,
        _sent(row),
        (review.reviewer.name, review.at) if review else None,
        f"{reader.here}/documents/{mine}/review" if mine else "",
        adds and row.code in reader.vault,
        reader.is_slow and row.status is DocumentStatus.PENDING,
        bool(has_more) and not is_open and mine is None,
        closes,
    )


def _sent(row: RequirementLine) -> Sent | None:
    current = row.current
    if not current:
        return None
    first, several = current[0], len(current) > 1
    return Sent(
        first.number,
        first.created_at,
        max(v.created_at for v in current) if several else first.created_at,
        sum(v.kind is Kind.ORIGINAL for v in current),
        row.missing,
        # Told of one that is not whole alone.
        row.status is DocumentStatus.REQUIRED and any(f.lacks_translation for f in row.files),
    )


def _dot(row: RequirementLine, *, lapses: bool) -> str:
    if row.exemption in FREED and row.status not in SENT:
        return "waived"
    return "expiring" if lapses and row.status is DocumentStatus.VALIDATED else row.status.value


def _told(row: RequirementLine, *, lapses: bool, adds: bool) -> str:
    """The status that its words tell, or ``add``, ``excused``, ``if_applies``."""
    if row.exemption is Exemption.EXCUSED:
        return "excused"
    if row.is_waived and row.status not in SENT:
        return "waived"
    if lapses and row.status not in UNSHOWN_LAPSE:
        return "expiring"
    if adds:
        return "add"
    if row.status is DocumentStatus.REQUIRED and not row.is_counted:
        return "optional" if row.necessity is Necessity.OPTIONAL else "if_applies"
    return row.status.value
