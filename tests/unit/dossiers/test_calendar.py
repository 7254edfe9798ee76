"""The days of steps: forward from the opening, backward from the planned submission, and squeezed."""

from datetime import date
from typing import NamedTuple

import pytest

from capitune.dossiers.calendar import needed_days, spans


class Part(NamedTuple):
    code: str
    offset_days: int
    duration_days: int


PARTS = (Part("ORIENT", 0, 10), Part("DOCS", 10, 80), Part("SUBMIT", 98, 2), Part("BIO", 100, 30))
OPENED = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("submission", "expected"),
    [
        # Forward from the opening.
        (None, ("2026-01-01", "2026-01-11", "2026-04-01", "2026-04-11", "2026-05-11")),
        # A hundred days are needed and there are: the same.
        (date(2026, 4, 11), ("2026-01-01", "2026-01-11", "2026-04-01", "2026-04-11", "2026-05-11")),
        # Ten days more: each target is ten days later.
        (date(2026, 4, 21), ("2026-01-11", "2026-01-21", "2026-04-11", "2026-04-21", "2026-05-21")),
        # Half of the days: each step before gets half of its own; what follows keeps its thirty.
        (date(2026, 2, 20), ("2026-01-01", "2026-01-06", "2026-02-15", "2026-02-20", "2026-03-22")),
        # The very day, and a day that is past: never before the opening.
        (date(2026, 1, 1), ("2026-01-01", "2026-01-01", "2026-01-01", "2026-01-01", "2026-01-31")),
        (date(2025, 6, 1), ("2026-01-01", "2026-01-01", "2026-01-01", "2026-01-01", "2026-01-31")),
    ],
)
def test_days(submission: date | None, expected: tuple[str, ...]) -> None:
    found = spans(PARTS, OPENED, submission)
    days = (found["ORIENT"].starts_on, *(found[part.code].target_on for part in PARTS))
    assert tuple(day.isoformat() for day in days) == expected
    assert all(span.starts_on <= span.target_on for span in found.values())


def test_a_programme_without_a_submission_is_counted_forward() -> None:
    parts = (Part("CHECK", 0, 7), Part("DECISION", 60, 900))
    assert needed_days(parts) is None
    assert spans(parts, OPENED, date(2026, 1, 2)) == spans(parts, OPENED, None)
