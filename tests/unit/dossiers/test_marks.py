"""Marked places: what is kept, what is refused."""

import math
from typing import Any

import pytest

from capitune.core.errors import Invalid
from capitune.dossiers.marks import MOST, Mark, checked, restored, typed


def code_of(mark: Mark, pages: int | None = 3) -> str:
    with pytest.raises(Invalid) as caught:
        checked([mark], pages)
    assert caught.value.errors[0].field == "marks"
    return caught.value.code


def test_what_is_good_is_kept_rounded_its_note_on_one_line() -> None:
    mark = Mark(3, 0.123456, 0.2, 0.5, 0.80000001, "  le bas\r\nest   coupé ")
    (kept,) = checked([mark], 3)
    assert kept == Mark(3, 0.1235, 0.2, 0.5, 0.8, "le bas est coupé")
    assert restored([kept.stored()]) == (kept,)
    assert restored(None) == ()


@pytest.mark.parametrize("place", [(0, 0, 1, 1), (0.9, 0.9, 0.1, 0.1), (0.00004, 0, 0.99996, 1)])
def test_the_edge_of_the_page_is_on_it(place: tuple[float, ...]) -> None:
    assert len(checked([Mark(1, *place)], 1)) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        (Mark(0), "mark_page_unknown"),
        (Mark(-1), "mark_page_unknown"),
        (Mark(4), "mark_page_unknown"),
        (Mark(1, -0.01, 0, 0.5, 0.5), "mark_outside"),
        (Mark(1, 0, -0.01, 0.5, 0.5), "mark_outside"),
        (Mark(1, 0.6, 0, 0.5, 0.5), "mark_outside"),
        (Mark(1, 0, 0.6, 0.5, 0.5), "mark_outside"),
        (Mark(1, 0, 0, math.nan, 0.5), "mark_outside"),
        (Mark(1, math.inf, 0, 0.5, 0.5), "mark_outside"),
        (Mark(1, 0.5, 0.5, 0, 0.5), "mark_too_small"),
        (Mark(1, 0.5, 0.5, 0.5, 0.001), "mark_too_small"),
        (Mark(1, 0.5, 0.5, -0.2, 0.2), "mark_too_small"),
        (Mark(1, note="x" * 201), "too_long"),
        (Mark(1, note="\u202e"), "bad_text"),
    ],
)
def test_what_is_wrong_is_refused(mark: Mark, code: str) -> None:
    assert code_of(mark) == code


def test_a_version_without_pages_takes_none() -> None:
    assert code_of(Mark(1), None) == "mark_page_unknown"


def test_how_many() -> None:
    assert len(checked([Mark(1)] * MOST, 1)) == MOST
    with pytest.raises(Invalid) as caught:
        checked([Mark(1)] * (MOST + 1), 1)
    assert (caught.value.code, caught.value.facts) == ("too_many_marks", {"most": MOST})


@pytest.mark.parametrize(
    ("places", "notes", "marks"),
    [
        ([], [], []),
        ([""], [" "], []),
        (["2"], ["floue"], [Mark(2, note="floue")]),
        (["2,0.1,0.2,0.3,0.4"], [], [Mark(2, 0.1, 0.2, 0.3, 0.4)]),
        (["", "3"], ["", "coupée"], [Mark(3, note="coupée")]),
        ([""], ["sans page"], [Mark(0, note="sans page")]),
    ],
)
def test_what_a_form_says(places: list[str], notes: list[str], marks: list[Mark]) -> None:
    assert typed(places, notes) == marks


@pytest.mark.parametrize(
    "place",
    [
        "x",
        "1,2",
        "1,a,b,c,d",
        "1,,,,",
        "1,0,0,1,1,1",
        "²",
        "-1",
        "99999",
        "1" * 400,
        "1,nan,0,1,1",
        "<b>",
    ],
)
def test_nonsense_in_a_form_is_refused_later_and_never_an_error(place: str) -> None:
    assert code_of(typed([place], [""])[0]) in {"mark_page_unknown", "mark_outside"}


def test_restoring_is_for_what_was_stored() -> None:
    odd: dict[str, Any] = {"page": 1, "who": "?"}
    with pytest.raises(TypeError):
        restored([odd])
