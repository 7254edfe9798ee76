import uuid

import pytest

from capitune.accounts import codes
from capitune.accounts.states import CodePurpose
from capitune.core import secrets
from capitune.core.ids import new_id

VERIFY, RESET = CodePurpose.VERIFY_EMAIL, CodePurpose.RESET_PASSWORD


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(secrets._key, "root", b"a key for these tests, long enough")


def test_a_code_is_six_digits_and_the_same_each_time() -> None:
    for _ in range(200):
        key = new_id()
        code = codes.digits(VERIFY, key)
        assert len(code) == 6
        assert code.isdecimal()
        assert code == codes.digits(VERIFY, key)


def test_codes_differ_by_row_purpose_and_key(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [new_id() for _ in range(50)]
    assert len({codes.digits(VERIFY, key) for key in keys}) > 45
    assert any(codes.digits(VERIFY, key) != codes.digits(RESET, key) for key in keys)
    before = [codes.digits(VERIFY, key) for key in keys]
    monkeypatch.setitem(secrets._key, "root", b"another key")
    assert before != [codes.digits(VERIFY, key) for key in keys]


@pytest.mark.parametrize("write", ["{}", " {} ", "{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}"])
def test_spaces_do_not_matter(write: str) -> None:
    key = new_id()
    assert codes.is_code(VERIFY, key, write.format(codes.digits(VERIFY, key)))


def test_digits_of_other_scripts_are_digits() -> None:
    key = new_id()
    arabic = codes.digits(VERIFY, key).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert codes.is_code(VERIFY, key, arabic)


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "1234567", "½23456", "\x00", "é" * 6])
def test_anything_else_is_wrong(typed: str) -> None:
    assert not codes.is_code(VERIFY, new_id(), typed)


def test_a_link_says_its_row_for_its_purpose_only() -> None:
    key = new_id()
    token = codes.link(VERIFY, key)
    assert codes.read_link(VERIFY, token) == key
    assert codes.read_link(RESET, token) is None


def test_an_altered_link_says_nothing() -> None:
    token = codes.link(VERIFY, new_id())
    other = codes.link(VERIFY, new_id())
    for forged in (
        token[:-1],
        "B" + token[1:],
        token[:22] + other[22:],
        token + "A",
        "",
        "é",
        "a" * 9999,
    ):
        assert codes.read_link(VERIFY, forged) is None
    assert codes.read_link(VERIFY, str(uuid.uuid4())) is None
