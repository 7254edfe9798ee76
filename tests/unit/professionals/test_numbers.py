"""Licence numbers as they are compared."""

import pytest

from capitune.core.errors import Invalid
from capitune.professionals.numbers import normal
from capitune.professionals.states import Body, LicenceClass

RCIC, RISIA = LicenceClass.RCIC, LicenceClass.RISIA


@pytest.mark.parametrize(
    ("typed", "kind", "expected"),
    [
        ("R123456", RCIC, "R123456"),
        (" r 123 456 ", RCIC, "R123456"),
        ("R123456", LicenceClass.RCIC_IRB, "R123456"),
        ("s654321", RISIA, "S654321"),
        ("Ｒ１２３４５６", RCIC, "R123456"),  # full width: looks right
        ("ℛ123456", RCIC, "R123456"),
        ("R123\u00a0456", RCIC, "R123456"),
    ],
)
def test_one_number_has_one_form(typed: str, kind: LicenceClass, expected: str) -> None:
    assert normal(typed, Body.CICC, kind) == expected


@pytest.mark.parametrize(
    ("typed", "kind", "code"),
    [
        ("", RCIC, "required"),
        ("   ", RCIC, "required"),
        ("R12345", RCIC, "bad_number"),
        ("R1234567", RCIC, "bad_number"),
        ("S123456", RCIC, "bad_number"),
        ("R123456", RISIA, "bad_number"),
        ("\u0280123456", RCIC, "bad_number"),
        ("R١٢٣٤٥٦", RCIC, "bad_number"),  # Arabic digits
        ("R\u200b123456", RCIC, "bad_number"),  # a space of no width
        ("R123456\x00", RCIC, "bad_text"),
        ("R123456\u202e", RCIC, "bad_text"),
        ("R" * 41, RCIC, "too_long"),
        ("\ufdfa" * 10, RCIC, "too_long"),  # one character that becomes eighteen
    ],
)
def test_what_is_no_number_is_refused(typed: str, kind: LicenceClass, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        normal(typed, Body.CICC, kind)
    assert refused.value.code == code


def test_numbers_of_other_bodies_are_free_but_plain() -> None:
    lawyer = LicenceClass.LAWYER
    assert normal("123 456-7", Body.LAW_SOCIETY, lawyer) == "1234567"
    assert normal("p.12/345", Body.LAW_SOCIETY, lawyer) == "P12345"
    for typed in ("Р12345", "<b>1", "№ 5🙂", "--"):
        with pytest.raises(Invalid):
            normal(typed, Body.LAW_SOCIETY, lawyer)


def test_without_a_register_there_is_no_number() -> None:
    assert normal("anything", Body.NONE, LicenceClass.OTHER) == ""
