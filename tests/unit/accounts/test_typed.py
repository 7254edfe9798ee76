import pytest

from capitune.accounts import typed
from capitune.core.errors import FieldError, Invalid

REFUSED = [
    ("", "required"),
    ("   ", "required"),
    ("a" * 81, "too_long"),
    ("Jean\x00", "bad_text"),
    ("Jean\ud800", "bad_text"),
    ("Jean\u202egnp", "bad_text"),
    ("Jean\u2066", "bad_text"),
    ("Jean\x1b[31m", "bad_text"),
]
KEPT = [
    ("  Jean   Paul ", "Jean Paul"),
    ("Zoe\u0308", "Zo\u00eb"),
    ("O’Brien-Nguyễn", "O’Brien-Nguyễn"),
    ("محمد", "محمد"),
    ("李 小龙", "李 小龙"),
    ("Jean\nPaul", "Jean Paul"),
]


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_words_that_cannot_be_kept(text: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        typed.words(text, "first_name", most=80)
    assert refusal.value.errors == (FieldError("first_name", code),)


@pytest.mark.parametrize(("text", "kept"), KEPT)
def test_names_of_all_kinds_are_kept(text: str, kept: str) -> None:
    assert typed.words(text, "first_name", most=80) == kept


def test_all_wrong_fields_are_told_at_once() -> None:
    with pytest.raises(Invalid) as refusal:
        typed.all_of(
            lambda: typed.words("", "first_name", most=80),
            lambda: "fine",
            lambda: typed.one_of("XX", "country", {"SN"}, "unknown_country"),
        )
    assert refusal.value.errors == (
        FieldError("first_name", "required"),
        FieldError("country", "unknown_country"),
    )
