"""Amounts, typed and kept."""

import pytest

from capitune.accounts import amounts
from capitune.core.errors import Invalid

TYPED = [
    ("25000", 2_500_000),
    ("25 000", 2_500_000),
    ("25\u202f000,50 $", 2_500_050),
    ("25,000.50", 2_500_050),
    ("25.000", 2_500_000),
    ("12.5", 1_250),
    ("0", 0),
    ("CAD 100", 10_000),
    ("", None),
    (None, None),
]
WRONG = ["-5", "1e9", "abc", "12.345.6", "1,2,3", "0x10", "1" * 13, "NaN"]


@pytest.mark.parametrize(("typed", "cents"), TYPED)
def test_cents(typed: str | None, cents: int | None) -> None:
    assert amounts.cents(typed, "budget_cents") == cents


@pytest.mark.parametrize("typed", WRONG)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        amounts.cents(typed, "budget_cents")


@pytest.mark.parametrize("cents", [0, 5, 50, 2_500_000, 2_500_050])
def test_what_is_shown_to_be_typed_again_is_the_same(cents: int) -> None:
    assert amounts.cents(amounts.typed(cents), "budget_cents") == cents


def test_it_is_shown_in_the_reader_s_language() -> None:
    assert amounts.shown(2_500_000, "en") == "$25,000"
    assert (
        amounts.shown(2_500_050, "fr").replace("\u202f", " ").replace("\xa0", " ") == "25 000,50 $"
    )
