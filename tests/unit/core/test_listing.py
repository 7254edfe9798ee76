"""Cursors and limits take what the contract allows, and nothing else."""

import uuid
from types import SimpleNamespace

import pytest

from capitune.core.errors import Invalid
from capitune.core.listing import decode, encode, limit_of, page_of


def test_a_cursor_comes_back_as_its_key() -> None:
    key = uuid.uuid4()
    assert decode(encode(key)) == key
    assert decode(None) is None


@pytest.mark.parametrize(
    "cursor", ["x", "é", "AAAA", "A" * 500, "../../etc", "AAAAAAAAAAAAAAAAAAAAAAA="]
)
def test_a_wrong_cursor_is_a_clear_error(cursor: str) -> None:
    with pytest.raises(Invalid) as refusal:
        decode(cursor)
    assert [(e.field, e.code) for e in refusal.value.errors] == [("after", "bad_cursor")]


@pytest.mark.parametrize(("text", "limit"), [(None, 20), ("", 20), ("1", 1), ("100", 100)])
def test_limits(text: str | None, limit: int) -> None:
    assert limit_of(text) == limit


@pytest.mark.parametrize("text", ["0", "101", "-1", "1.5", "ten", "²", "1" * 5000])
def test_a_wrong_limit_is_a_clear_error(text: str) -> None:
    with pytest.raises(Invalid):
        limit_of(text)


def test_the_cursor_is_that_of_the_last_item_shown() -> None:
    rows = [SimpleNamespace(id=uuid.uuid4()) for _ in range(3)]
    page = page_of(rows, 2)
    assert page.items == rows[:2]
    assert decode(page.next_cursor) == rows[1].id
    assert page_of(rows, 3).next_cursor is None
