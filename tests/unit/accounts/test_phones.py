"""Telephone numbers."""

import pytest

from capitune.accounts import phones
from capitune.core.errors import Invalid

NUMBERS = [
    ("514 555-0123", "CA", "+15145550123"),
    ("(514) 555-0123", "CA", "+15145550123"),
    ("+221 77 123 45 67", "CA", "+221771234567"),
    ("77 123 45 67", "SN", "+221771234567"),
    ("06 12 34 56 78", "FR", "+33612345678"),
    ("", "FR", None),
    (None, "FR", None),
]
WRONG = [
    "514 555",
    "+1",
    "call me",
    "514 555-0123 x12",
    "514 555-0123, 514 555-0124",
    "<script>alert(1)</script>",
    "1" * 41,
    "+999 1234567",
    "٠٦١٢٣٤٥٦٧٨",
]


@pytest.mark.parametrize(("typed", "country", "kept"), NUMBERS)
def test_it_is_kept_in_one_form(typed: str | None, country: str, kept: str | None) -> None:
    assert phones.e164(typed, country) == kept


@pytest.mark.parametrize("typed", WRONG)
def test_what_cannot_be_dialled_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refusal:
        phones.e164(typed, "CA")
    assert (refusal.value.errors[0].field, refusal.value.errors[0].code) == ("phone", "bad_phone")


def test_without_a_country_it_needs_its_code() -> None:
    with pytest.raises(Invalid):
        phones.e164("514 555-0123", None)


def test_it_is_shown_as_it_is_dialled_there() -> None:
    assert phones.shown("+15145550123", "CA") == "(514) 555-0123"
    assert phones.shown("+15145550123", "SN") == "+1 514-555-0123"
    assert phones.shown(None, "CA") == ""
