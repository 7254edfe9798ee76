"""The days of steps: forward from the opening, or backward from the planned submission."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple, Protocol

# The step at whose end the application leaves, in the order in which a programme may have one.
SUBMISSIONS = ("SUBMIT", "PR_SUBMIT", "APPLY")


class Part(Protocol):
    """A step of a programme: days from its beginning."""

    @property
    def code(self) -> str: ...
    @property
    def offset_days(self) -> int: ...
    @property
    def duration_days(self) -> int: ...


class Span(NamedTuple):
    """From when, until when."""

    starts_on: date
    target_on: date


def needed_days(parts: Sequence[Part]) -> int | None:
    """How many days it usually takes to submit; None for a programme without a submission of its own."""
    found = {part.code: part.offset_days + part.duration_days for part in parts}
    return next((found[code] for code in SUBMISSIONS if code in found), None)


def spans(parts: Sequence[Part], opened_on: date, submission_on: date | None) -> dict[str, Span]:
    """The span of each step, by its code.

    Without a planned submission, usual durations are counted from the opening. With one, they are counted
    backward from it: each target is the latest day that keeps the plan. When less time is left than usual,
    what comes before the submission shares what there is, each step in proportion; what follows keeps its
    usual duration.
    """
    need = needed_days(parts)

    def day(after: int) -> date:
        if submission_on is None or not need:
            return opened_on + timedelta(days=after)
        left = max((submission_on - opened_on).days, 0)
        if left >= need or after > need:
            return max(submission_on, opened_on) + timedelta(days=after - need)
        return opened_on + timedelta(days=round(after * left / need))

    return {
        part.code: Span(day(part.offset_days), day(part.offset_days + part.duration_days))
        for part in parts
    }
