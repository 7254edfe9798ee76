"""The budget of a dossier. Amounts are in cents."""

from datetime import date, datetime
from uuid import UUID

from typing_extensions import TypedDict

from capitune.api.shapes.people import Name
from capitune.dossiers.states import LineKind, QuoteStatus


class FeeChange(TypedDict):
    """What the fee cost when the dossier was opened, since when it costs something else, and who says so."""

    amount_cents: int
    since: date
    source: str


class FeeOrigin(TypedDict):
    """The fee of the catalogue that a line is. ``known``: false while no amount is published for the planned day.

    ``followed``: false once a professional wrote another amount. ``changed``: null without a change.
    """

    code: str
    effective_from: date
    effective_to: date | None
    source: str
    read_on: date
    verified_on: date | None
    confirmed: bool
    known: bool
    followed: bool
    changed: FeeChange | None


class BudgetLine(TypedDict):
    """Something to pay. ``professional``: who wrote it, null for a fee of the catalogue."""

    id: UUID
    kind: LineKind
    label: str
    amount_cents: int
    currency: str
    paid_cents: int
    fee: FeeOrigin | None
    professional: Name | None
    version: int


class Payment(TypedDict):
    """A payment, or the entry that takes one back (``reverses``), whose amount is negative."""

    id: UUID
    line_id: UUID
    amount_cents: int
    currency: str
    paid_on: date
    recorded_by: Name
    reverses: UUID | None
    reversed: bool
    reason: str
    created_at: datetime


class QuotedService(TypedDict):
    """A service as it was when the quote was proposed."""

    label: str
    amount_cents: int


class QuoteDifference(TypedDict):
    """What a version changes: null before for what came, null after for what went."""

    before: QuotedService | None
    after: QuotedService | None


class Quote(TypedDict):
    """A version of the quote. ``text``: what its candidate reads and accepts, or accepted.

    ``status``: proposed, accepted, replaced (by a newer one, before it was accepted) or withdrawn.
    """

    number: int
    status: QuoteStatus
    services: list[QuotedService]
    total_cents: int
    currency: str
    terms: str
    text: str
    changes: list[QuoteDifference]
    proposed_by: Name
    proposed_at: datetime
    accepted_at: datetime | None


class DossierBudget(TypedDict):
    """``total``, ``paid`` and ``remaining`` in cents of ``currency``; fees as they are on ``planned_on``."""

    lines: list[BudgetLine]
    payments: list[Payment]
    quotes: list[Quote]
    total: int
    paid: int
    remaining: int
    currency: str
    planned_on: date
