"""Bodies about the budget of a dossier. How large an amount may be is judged by the services."""

from datetime import date
from uuid import UUID

from capitune.api.bodies.base import Body, Code, Version
from capitune.dossiers.states import LineKind


class NewBudgetLine(Body):
    """Something more to pay, in cents."""

    label: str
    kind: LineKind
    amount_cents: int
    currency: Code = "CAD"


class BudgetLineChanges(Body):
    """What to change; what is not sent stays. With ``version``, only if that is the present one."""

    label: str = ""
    amount_cents: int = 0
    version: Version | None = None


class NewPayment(Body):
    """What was paid of a line, and on which day."""

    line_id: UUID
    amount_cents: int
    currency: Code = "CAD"
    paid_on: date


class PaymentReversal(Body):
    """Why a payment is taken back."""

    reason: str = ""


class NewQuote(Body):
    """What to write under the services. With ``total_cents``, only if that is what they add up to now."""

    terms: str = ""
    total_cents: int | None = None
