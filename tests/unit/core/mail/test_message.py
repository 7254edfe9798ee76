from collections.abc import Mapping

import pytest

from capitune.core.mail import Message


def message(
    to: str = "jean@example.com",
    subject: str = "Bonjour",
    kind: str = "accounts.code",
    headers: Mapping[str, str] | None = None,
) -> Message:
    return Message(to, subject, "text", "<p>html</p>", kind, headers or {})


GOOD_TO = [
    "jean@example.com",
    "jean.o'brien+tag@sub.example.com",
    "élodie@exemple.ca",
    "a@bücher.de",
]
BAD_TO = [
    "",
    "jean",
    "@example.com",
    "jean@",
    "jean@example.com, paul@example.com",
    "jean@example.com;paul@example.com",
    "Jean <jean@example.com>",
    "jean@example.com\nBcc: paul@example.com",
    "jean@example.com\r\n",
    "jean@exa mple.com",
    "jean@paul@example.com",
    "jean\0@example.com",
    "jean@" + "x" * 250,
]


@pytest.mark.parametrize("to", GOOD_TO)
def test_accepts_one_address(to: str) -> None:
    assert message(to=to).to == to


@pytest.mark.parametrize("to", BAD_TO)
def test_refuses_what_is_not_one_address(to: str) -> None:
    with pytest.raises(ValueError, match="one bare address"):
        message(to=to)


@pytest.mark.parametrize(
    "subject", ["a\nBcc: x@y.z", "a\rb", "a\x00b", "a\x85b", "a\u2028b", "", "  ", "x" * 251]
)
def test_refuses_a_subject_that_could_be_a_header(subject: str) -> None:
    with pytest.raises(ValueError, match="a subject has"):
        message(subject=subject)


@pytest.mark.parametrize("kind", ["", "Code", "a b", "a\nb", "é", "x" * 101])
def test_refuses_a_kind_that_is_not_a_word(kind: str) -> None:
    with pytest.raises(ValueError, match="a kind is a word"):
        message(kind=kind)


@pytest.mark.parametrize(
    ("name", "value", "accepted"),
    [
        ("List-Unsubscribe", "<https://example.com/u/1>", True),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click", True),
        ("X-Own", "a\r\nBcc: x@y.z", False),
        ("X-Own", "a\nb", False),
        ("X-Own", "é", False),
        ("X-Own: a\r\nBcc", "x@y.z", False),
        ("X Own", "a", False),
        ("", "a", False),
        ("Bcc", "x@y.z", False),
        ("TO", "x@y.z", False),
        ("Subject", "x", False),
        ("content-type", "text/html", False),
        ("X-SG-EID", "x", False),
    ],
)
def test_further_headers(name: str, value: str, accepted: bool) -> None:
    if accepted:
        assert message(headers={name: value}).headers == {name: value}
    else:
        with pytest.raises(ValueError, match="header"):
            message(headers={name: value})
