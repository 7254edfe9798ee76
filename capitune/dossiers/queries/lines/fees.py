"""Fees, dated."""

from datetime import date
from typing import NamedTuple

from capitune.dossiers.queries.lines.rows import Labels
from capitune.dossiers.states import LineKind


class FeeLine(NamedTuple):
    """An amount, the days on which it applies (both included), and where it was read."""

    code: str
    labels: Labels
    kind: LineKind
    amount_cents: int
    currency: str
    effective_from: date
    effective_to: date | None
    source: str
    read_on: date
    verified_on: date | None
    confirmed: bool
