"""Amounts, read as people type them and written as they read them."""

import pytest
from flask import Flask

from capitune.core.formats import money
from capitune.core.i18n import speaking
from capitune.core.money import cents_of


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1525", 152500),
        ("1525,5", 152550),
        ("1525.50", 152550),
        ("1 525,00 $", 152500),
        ("1\u202f525,00\u00a0$", 152500),
        ("$1,525.00", 152500),
        ("1,525", 152500),
        ("1.525,50", 152550),
        ("CA$85", 8500),
        ("85 CAD", 8500),
        (" 0,05 ", 5),
        ("0", 0),
        ("-5", -500),
        ("\u22125,25", -525),
        ("12345678901234567890", 1234567890123456789000),
    ],
)
def test_amounts_as_people_type_them(text: str, cents: int) -> None:
    assert cents_of(text) == cents


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "$",
        "1.525",
        "1,52,5",
        "1.5.2",
        "1525,123",
        "12,34,567",
        "douze",
        "1e3",
        "٣٤",
        "5-",
        "--5",
        "0x10",
        "1_000",
        "1/2",
        "+5",
        "85 €",
    ],
)
def test_what_is_not_clearly_an_amount(text: str) -> None:
    assert cents_of(text) is None


@pytest.mark.parametrize(
    ("language", "cents", "text"),
    [
        ("fr", 152500, "1\u202f525,00\u202f$"),
        ("en", 152500, "$1,525.00"),
        ("fr", -8505, "\u221285,05\u202f$"),
        ("en", -8505, "\u2212$85.05"),
        ("fr", 0, "0,00\u202f$"),
        ("en", 100_000_000, "$1,000,000.00"),
    ],
)
def test_amounts_as_they_are_read(shared_app: Flask, language: str, cents: int, text: str) -> None:
    with shared_app.app_context(), speaking(language):
        assert money(cents) == text
        assert cents_of(text) == cents
