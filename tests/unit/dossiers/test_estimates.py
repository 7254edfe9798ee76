"""Which amount of a fee applies on the planned day, and what changed since the opening."""

from datetime import date
from typing import NamedTuple

import pytest

from capitune.dossiers.estimates import estimate


class Rate(NamedTuple):
    amount_cents: int
    effective_from: date
    effective_to: date | None = None


OLD = Rate(13500, date(2026, 1, 1), date(2026, 12, 31))
NEW = Rate(14200, date(2027, 1, 1), date(2027, 12, 31))
SAME = Rate(13500, date(2027, 1, 1))
OPEN = Rate(8500, date(2025, 1, 1))
RAISED = Rate(9100, date(2027, 4, 1))


@pytest.mark.parametrize(
    ("rates", "opened", "planned", "expected"),
    [
        ([OLD], "2026-03-01", "2026-12-31", (OLD, None, True)),  # its last day included
        ([OLD], "2026-03-01", "2027-01-01", (OLD, None, False)),  # what follows is not known
        ([OLD, NEW], "2026-03-01", "2026-12-31", (OLD, None, True)),
        ([OLD, NEW], "2026-03-01", "2027-01-01", (NEW, OLD, True)),
        ([NEW, OLD], "2026-03-01", "2027-06-01", (NEW, OLD, True)),  # in any order
        ([OLD, NEW], "2027-02-01", "2027-06-01", (NEW, None, True)),  # it had changed already
        ([OLD, SAME], "2026-03-01", "2027-06-01", (SAME, None, True)),  # no other amount
        ([OPEN, RAISED], "2026-03-01", "2027-03-31", (OPEN, None, True)),
        ([OPEN, RAISED], "2026-03-01", "2027-04-01", (RAISED, OPEN, True)),  # an open row ends too
        ([NEW], "2026-03-01", "2026-06-01", (NEW, None, False)),  # before the first that is known
        ([NEW], "2026-03-01", "2027-06-01", (NEW, None, True)),
    ],
)
def test_what_applies(
    rates: list[Rate], opened: str, planned: str, expected: tuple[Rate, Rate | None, bool]
) -> None:
    told = estimate(rates, date.fromisoformat(opened), date.fromisoformat(planned))
    assert (told.rate, told.before, told.is_known) == expected
