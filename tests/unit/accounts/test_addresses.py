import pytest

from capitune.accounts.addresses import key_of, parse
from capitune.core.errors import Invalid

SAME = [
    ("jean@example.com", "JEAN@Example.COM"),
    ("jean@example.com", " jean@example.com "),
    ("jean@example.com", "ｊｅａｎ@example.com"),
    ("jean@example.com", "jean@ｅxample.com"),
    ("jose\u0301@example.com", "jos\u00e9@example.com"),
    ("fi@example.com", "\ufb01@example.com"),
    ("strasse@example.com", "STRASSE@example.com"),
    ("stra\u00dfe@example.com", "STRASSE@example.com"),
    ("jean@xn--mnchen-3ya.de", "jean@M\u00dcNCHEN.de"),
]
OTHERS = [("jean@example.com", "jean@example.org"), ("jean@example.com", "jean+2@example.com")]
BAD = ["jean", "jean@", "@example.com", "jean@localhost", "a b@example.com", "x\x00@example.com"]
BAD += ["\ud800@example.com", "jean@example.com\nBcc: x@example.com", "a" * 300 + "@example.com"]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_an_address_is_one_in_every_case_and_unicode_form(one: str, other: str) -> None:
    assert parse(one).key == parse(other).key


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_other_addresses_stay_others(one: str, other: str) -> None:
    assert parse(one).key != parse(other).key


def test_it_is_shown_as_its_owner_writes_it() -> None:
    assert parse("Jean.Dupont@Example.com").shown == "Jean.Dupont@example.com"


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse(text)
    assert refusal.value.errors[0].field == "email"
    assert refusal.value.code == "bad_email"
    assert key_of(text) is None


def test_nothing_typed_is_named_as_such() -> None:
    with pytest.raises(Invalid) as refusal:
        parse("  ")
    assert refusal.value.code == "required"
