"""Addresses that may be shown."""

import pytest

from capitune.core.errors import Invalid
from capitune.professionals.links import host_of, https_link

GOOD = [
    ("https://www.example.com/work?year=2026", "https://www.example.com/work?year=2026"),
    ("example.com/work", "https://example.com/work"),
    ("HTTPS://Example.COM", "https://example.com"),
    ("https://example.com/é", "https://example.com/%C3%A9"),
    ("https://exämple.com", "https://xn--exmple-cua.com"),
    ("https://example.com/a#part", "https://example.com/a"),
    ('https://example.com/"><script>', "https://example.com/%22%3E%3Cscript%3E"),
]
HOSTILE = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "http://example.com",
    "//example.com",
    "https://",
    "https://localhost/x",
    "https://127.0.0.1/x",
    "https://[::1]/x",
    "https://2130706433/",
    "https://canada.ca@evil.example/",
    "https://example.com:8443/",
    "https://example.com\\@evil.example",
    "https://exam ple.com",
    "https://example.com/\u202egpj",
    "https://" + "a" * 64 + ".com",
    "https://example.com/" + "a" * 300,
    "vbscript:x",
    "mailto:a@example.com",
    "https://exa\x00mple.com",
]


@pytest.mark.parametrize(("typed", "kept"), GOOD)
def test_it_is_kept_as_browsers_read_it(typed: str, kept: str) -> None:
    assert https_link(typed, "portfolio") == kept


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_leads_elsewhere_than_it_says_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refusal:
        https_link(typed, "portfolio")
    assert refusal.value.errors[0].code == "bad_link"


def test_one_reads_where_one_goes() -> None:
    assert host_of("https://xn--exmple-cua.com/work/") == "xn--exmple-cua.com/work"
