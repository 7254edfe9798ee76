"""The budget of a dossier, as its pages and programs read it."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from capitune.accounts.people import Face
from capitune.dossiers.estimates import Estimate
from capitune.dossiers.queries.lines.dossier import KnownDossier
from capitune.dossiers.queries.lines.fees import FeeLine
from capitune.dossiers.quotes import Difference, Service, differences
from capitune.dossiers.states import LineKind


class Item(NamedTuple):
    """A line. ``estimate`` tells of the fee that it is; ``is_fixed``: a professional wrote another amount."""

    id: uuid.UUID
    kind: LineKind
    label: str
    amount_cents: int
    currency: str
    version: int
    author: Face | None
    estimate: Estimate[FeeLine] | None
    is_fixed: bool
    paid_cents: int

    @property
    def service(self) -> Service:
        """As a quote would keep it."""
        author = self.author.id if self.author else None
        return Service(self.id, self.label, self.amount_cents, author)

    @property
    def left_cents(self) -> int:
        """What is still to pay of it."""
        return max(0, self.amount_cents - self.paid_cents)

    @property
    def before_cents(self) -> int:
        """What it cost when the dossier was opened."""
        moved = self.estimate and not self.is_fixed and self.estimate.before
        return moved.amount_cents if moved else self.amount_cents


class PaymentLine(NamedTuple):
    """A payment, or the entry that takes one back (negative). ``is_reversed``: taken back."""

    id: uuid.UUID
    line_id: uuid.UUID
    amount_cents: int
    currency: str
    paid_on: date
    recorded_by: Face
    reverses_id: uuid.UUID | None
    reason: str
    created_at: datetime
    is_reversed: bool = False


class JudgedLine(NamedTuple):
    """A line with its dossier: what the policy judges."""

    line: Item
    dossier: KnownDossier

    @property
    def kind(self) -> LineKind:
        """Who is paid."""
        return self.line.kind

    @property
    def author_id(self) -> uuid.UUID | None:
        """Who wrote it."""
        return self.line.author.id if self.line.author else None


class JudgedPayment(NamedTuple):
    """The same of a payment."""

    payment: PaymentLine
    dossier: KnownDossier

    @property
    def recorded_by_id(self) -> uuid.UUID:
        """Who recorded it."""
        return self.payment.recorded_by.id


class QuoteLine(NamedTuple):
    """A version of the quote. ``services`` are as they were when it was proposed."""

    id: uuid.UUID
    number: int
    services: tuple[Service, ...]
    total_cents: int
    currency: str
    terms: str
    proposed_by: Face
    proposed_at: datetime
    withdrawn_at: datetime | None
    accepted_at: datetime | None
    accepted_text: str | None


@dataclass(frozen=True, slots=True)
class Budget:
    """All of it. ``planned_on``: the day for which fees are estimated."""

    items: tuple[Item, ...]
    payments: tuple[PaymentLine, ...]
    quotes: tuple[QuoteLine, ...]
    planned_on: date
    currency: str

    @property
    def total(self) -> int:
        """What everything costs, in cents."""
        return sum(item.amount_cents for item in self.items)

    @property
    def total_before(self) -> int:
        """What it would have cost with the fees of the day on which the dossier was opened."""
        return sum(item.before_cents for item in self.items)

    @property
    def paid(self) -> int:
        """What was paid, less what was taken back."""
        return sum(payment.amount_cents for payment in self.payments)

    @property
    def remaining(self) -> int:
        """What is left to pay; below zero when more was paid than is asked."""
        return self.total - self.paid

    def item(self, line_id: uuid.UUID | None) -> Item | None:
        """The line with this id."""
        return next((item for item in self.items if item.id == line_id), None)

    def payment(self, payment_id: uuid.UUID) -> PaymentLine | None:
        """The payment with this id."""
        return next((p for p in self.payments if p.id == payment_id), None)

    def quote(self, number: int) -> QuoteLine | None:
        """The version of the quote with this number."""
        return next((q for q in self.quotes if q.number == number), None)

    @property
    def services(self) -> tuple[Service, ...]:
        """The services as they are now."""
        return tuple(item.service for item in self.items if item.kind is LineKind.SERVICE)

    def agrees(self, item: Item) -> bool:
        """The version in force has this line, as it is now."""
        return self.agreed is not None and item.service in self.agreed.services

    @property
    def agreed(self) -> QuoteLine | None:
        """The version in force: the newest that was accepted."""
        return next((q for q in reversed(self.quotes) if q.accepted_at), None)

    @property
    def awaited(self) -> QuoteLine | None:
        """The newest version, while it waits for the candidate."""
        newest = self.quotes[-1] if self.quotes else None
        return newest if newest and not newest.accepted_at and not newest.withdrawn_at else None

    def changes(self, quote: QuoteLine) -> tuple[Difference, ...]:
        """What this version changes from the one accepted before it; nothing for a first one."""
        older = [q for q in self.quotes if q.number < quote.number and q.accepted_at]
        return differences(older[-1].services, quote.services) if older else ()

    @property
    def is_quoted(self) -> bool:
        """The newest version says what the services are now."""
        newest = self.awaited or self.agreed
        return newest.services == self.services if newest else not self.services
