"""Which amount of a fee applies on a day, and what has changed: pure functions of its dated rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar


class Rate(Protocol):
    """What a dated row says here."""

    @property
    def amount_cents(self) -> int: ...
    @property
    def effective_from(self) -> date: ...
    @property
    def effective_to(self) -> date | None: ...


Row = TypeVar("Row", bound=Rate)


@dataclass(frozen=True, slots=True)
class Estimate(Generic[Row]):
    """What a fee will cost on the planned day. ``before``: what it cost when the dossier was opened, if that was
    another amount. Not ``is_known``: no row covers that day yet, so that ``rate`` is the nearest one.
    """

    rate: Row
    before: Row | None
    is_known: bool


def estimate(rates: Sequence[Row], opened_on: date, planned_on: date) -> Estimate[Row]:
    """The estimate from the rows of one fee, of which there is at least one."""
    oldest = min(rates, key=lambda r: r.effective_from)
    rate = _begun(rates, planned_on) or oldest
    before = _begun(rates, opened_on) or oldest
    is_known = rate.effective_from <= planned_on and not _ended(rate, planned_on)
    return Estimate(rate, before if before.amount_cents != rate.amount_cents else None, is_known)


def _begun(rates: Sequence[Row], day: date) -> Row | None:
    """The newest row that has begun on that day."""
    begun = [r for r in rates if r.effective_from <= day]
    return max(begun, key=lambda r: r.effective_from, default=None)


def _ended(rate: Rate, day: date) -> bool:
    return rate.effective_to is not None and rate.effective_to < day
