"""A template as it is offered: the figures by which one chooses."""

from dataclasses import dataclass
from datetime import date

from capitune.dossiers.queries import TemplateDetail
from capitune.dossiers.states import Necessity, Owner

DAYS_IN_A_MONTH = 30.4


def months(days: int) -> int:
    """The same in months, at least one."""
    return max(1, round(days / DAYS_IN_A_MONTH))


@dataclass(frozen=True, slots=True)
class Processing:
    """How long the authority takes. Without ``source`` it is a planning value of the template's steps."""

    low: int
    high: int
    as_of: date | None = None
    source: str = ""

    @classmethod
    def of(cls, detail: TemplateDetail) -> "Processing":
        """In months, said by its source on its date, or added up from the authority's steps."""
        told = detail.processing
        if told is None:
            days = sum(s.duration_days for s in detail.steps if s.owner is Owner.AUTHORITY)
            return cls(months(days), months(days))
        as_of = date.fromisoformat(f"{told['as_of']}-01")
        return cls(months(told["low_days"]), months(told["high_days"]), as_of, told["source"])


class Offer:
    """A template on offer, with the figures by which one chooses."""

    def __init__(self, detail: TemplateDetail) -> None:
        self.detail = detail
        needed = [d for d in detail.documents if d.necessity is Necessity.REQUIRED]
        self.required = needed
        self.others = [d for d in detail.documents if d.necessity is Necessity.CONDITIONAL]
        self.months = months(
            max((s.offset_days + s.duration_days for s in detail.steps), default=0)
        )
        # The document that takes longest to obtain says when everything can be there.
        self.longest = max(needed, key=lambda d: d.lead_days, default=None)
        self.processing = Processing.of(detail)
